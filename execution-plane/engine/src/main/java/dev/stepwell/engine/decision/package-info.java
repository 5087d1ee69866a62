/**
 * What a decider answers a decision task with: AWS's 13 kinds of decisions, read and with what was registered for the types they name, so
 * that the machine can judge them without asking anybody.
 *
 * <p>Front door: {@link dev.stepwell.engine.decision.Decision}.
 */
@NullMarked
package dev.stepwell.engine.decision;

import org.jspecify.annotations.NullMarked;
