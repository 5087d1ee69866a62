/**
 * What the execution plane asks the control plane: which revision an ARN means, what that revision is and how its executions are run; how
 * SWF's domains and types stand.
 *
 * <p>Front doors: {@link dev.stepwell.execution.definitions.Definitions}, {@link dev.stepwell.execution.definitions.SwfRegistry}. Revisions
 * are kept for ever by id, all else for a second, and what is not there is asked for again each time. Knows no transport.
 */
@NullMarked
package dev.stepwell.execution.definitions;

import org.jspecify.annotations.NullMarked;
