/**
 * State machines: made, changed into a new immutable revision, looked at, listed, and deleted when nothing of them runs any more.
 *
 * <p>Front doors: {@link dev.stepwell.control.statemachines.StateMachines} for the actions,
 * {@link dev.stepwell.control.statemachines.Revisions} for those who run them. Knows the language only through
 * {@link dev.stepwell.control.statemachines.DefinitionCheck}, and what runs only through
 * {@link dev.stepwell.control.statemachines.RunningExecutions}.
 */
@NullMarked
package dev.stepwell.control.statemachines;

import org.jspecify.annotations.NullMarked;
