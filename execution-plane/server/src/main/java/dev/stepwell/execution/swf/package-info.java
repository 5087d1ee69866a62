/**
 * Amazon SWF at the edge of the shell: its actions, read and answered.
 *
 * <p>Front door: {@link dev.stepwell.execution.swf.SwfEndpoints}. What a decision means, the machine in {@code engine.swf} decides; what is
 * registered, the control plane knows.
 */
@NullMarked
package dev.stepwell.execution.swf;

import org.jspecify.annotations.NullMarked;
