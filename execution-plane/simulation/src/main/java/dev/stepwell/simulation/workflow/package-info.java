/**
 * Workflows of Amazon SWF whose ends are known: plans, and the decider that follows them as a pure function of a run's history.
 *
 * <p>Front door: {@link dev.stepwell.simulation.workflow.Decider}. Knows records and decisions, and neither nodes nor stores.
 */
@NullMarked
package dev.stepwell.simulation.workflow;

import org.jspecify.annotations.NullMarked;
