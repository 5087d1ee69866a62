/**
 * Builds the planes of this process's roles and joins them: the gateway calls the others in process, through the same contract as
 * over a wire.
 *
 * <p>One factory a plane, present when the process has its role. The only room that knows the beans of more than one plane.
 */
@NullMarked
package dev.stepwell.standalone.planes;

import org.jspecify.annotations.NullMarked;
