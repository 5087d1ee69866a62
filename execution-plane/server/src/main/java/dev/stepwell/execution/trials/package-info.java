/**
 * TestState: reads what is to be tried, holds mocks against the services' models, and carries a trial through.
 *
 * <p>Front door: {@link dev.stepwell.execution.trials.TestStates}. Knows connectors, and neither store nor turns: a trial leaves nothing
 * behind.
 */
@NullMarked
package dev.stepwell.execution.trials;

import org.jspecify.annotations.NullMarked;
