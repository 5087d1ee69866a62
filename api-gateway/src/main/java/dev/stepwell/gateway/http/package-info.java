/**
 * The gateway on Micronaut's HTTP server, and how its parts are put together.
 *
 * <p>Front door: {@code POST /}. Needs beans of {@link dev.stepwell.gateway.upstream.Upstream},
 * {@link dev.stepwell.gateway.identity.Keys} and {@link dev.stepwell.gateway.identity.BearerKeys}; without them nothing is served.
 */
@NullMarked
package dev.stepwell.gateway.http;

import org.jspecify.annotations.NullMarked;
