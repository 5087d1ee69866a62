/**
 * A stretch of network that can be broken: whoever connects to a {@link dev.stepwell.rig.proxy.Link} reaches a server of loopback through
 * whatever {@link dev.stepwell.rig.proxy.Fault} prevails.
 *
 * <p>Front door: {@link dev.stepwell.rig.proxy.Link}. Knows bytes, and of PostgreSQL's protocol only what a COMMIT looks like.
 */
@NullMarked
package dev.stepwell.rig.proxy;

import org.jspecify.annotations.NullMarked;
