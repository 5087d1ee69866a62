/**
 * The planes behind the gateway, in this process or others, and what it asks the control plane for itself.
 *
 * <p>Front door: {@link dev.stepwell.gateway.upstream.Upstream}. Knows no action by name.
 */
@NullMarked
package dev.stepwell.gateway.upstream;

import org.jspecify.annotations.NullMarked;
