/**
 * Inputs that somebody waits for: run here when this node holds the execution or nobody alive does, else forwarded to the holder,
 * one hop at most.
 *
 * <p>Front door: {@link dev.stepwell.execution.calls.Calls}. Knows turns and the other nodes; what a call means is not known here.
 */
@NullMarked
package dev.stepwell.execution.calls;

import org.jspecify.annotations.NullMarked;
