/** Trials of states as clients ask for them: golden cases of refusals and mocks, and a task that is really asked. */
@NullMarked
package dev.stepwell.execution.trials;

import org.jspecify.annotations.NullMarked;
