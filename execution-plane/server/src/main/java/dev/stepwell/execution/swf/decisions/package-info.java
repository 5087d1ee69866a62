/**
 * Decisions between the contract and the machine, in both directions, with the types they name.
 *
 * <p>Front door: {@link dev.stepwell.execution.swf.decisions.DecisionReader}. Asks nobody: who knows the types is given to it.
 */
@NullMarked
package dev.stepwell.execution.swf.decisions;

import org.jspecify.annotations.NullMarked;
