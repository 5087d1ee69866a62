/**
 * The REST door: paths, queries and bodies of the contract's {@code google.api.http} into its messages and back, errors as
 * problem+json, streams as server-sent events, and the OpenAPI document that says all of it.
 *
 * <p>Front door: {@link dev.stepwell.gateway.rest.RestDoor}. Knows no action by name and no server.
 */
@NullMarked
package dev.stepwell.gateway.rest;

import org.jspecify.annotations.NullMarked;
