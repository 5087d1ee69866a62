/**
 * What the execution plane asks the control plane: which revision an ARN means, and what that revision is; and how a revision's executions
 * are run.
 *
 * <p>Front door: {@link dev.stepwell.execution.definitions.Definitions}. Revisions are kept for ever by id, pointers for a second, and
 * what is not there is asked for again each time. Knows no transport.
 */
@NullMarked
package dev.stepwell.execution.definitions;

import org.jspecify.annotations.NullMarked;
