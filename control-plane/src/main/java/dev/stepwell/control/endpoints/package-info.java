/**
 * The actions of the control plane as the contract spells them: messages in, messages out, and nothing decided in between.
 *
 * <p>Front door: {@link dev.stepwell.control.endpoints.ControlEndpoints}. Knows no table and no transport.
 */
@NullMarked
package dev.stepwell.control.endpoints;

import org.jspecify.annotations.NullMarked;
