/**
 * The actions that only look: executions found, counted and watched, why one waits, open tasks and who asks for them, how an account
 * fares. None of them enters a turn.
 *
 * <p>Front door: {@link dev.stepwell.execution.observation.ObservationEndpoints}. Reads the survey and the store; knows no machine
 * but by its state.
 */
@NullMarked
package dev.stepwell.execution.observation;

import org.jspecify.annotations.NullMarked;
