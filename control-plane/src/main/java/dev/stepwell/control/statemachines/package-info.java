/**
 * State machines and their versions: made, changed into a new immutable revision, published, looked at, listed, and deleted.
 *
 * <p>Front doors: {@link dev.stepwell.control.statemachines.StateMachines}, {@link dev.stepwell.control.statemachines.Versions},
 * {@link dev.stepwell.control.statemachines.Revisions} for those who run them. Knows the language only through
 * {@link dev.stepwell.control.statemachines.DefinitionCheck}, and what runs only through
 * {@link dev.stepwell.control.statemachines.RunningExecutions}.
 */
@NullMarked
package dev.stepwell.control.statemachines;

import org.jspecify.annotations.NullMarked;
