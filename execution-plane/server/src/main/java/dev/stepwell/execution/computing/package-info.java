/**
 * Where turns are computed: nearly all where they are asked for, and those of tenants whose turns cost much in a lane of their own, in equal
 * shares, so that nobody's expressions stand in the way of anybody else's.
 *
 * <p>Front door: {@link dev.stepwell.execution.computing.SlowLane}.
 */
@NullMarked
package dev.stepwell.execution.computing;

import org.jspecify.annotations.NullMarked;
