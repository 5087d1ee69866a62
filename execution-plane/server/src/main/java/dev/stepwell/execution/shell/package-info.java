/**
 * The shell put together from its ports: turns, calls, tasks, wake-ups and the reconciler of one node.
 *
 * <p>Front door: {@link dev.stepwell.execution.shell.ExecutionShell}. Knows no thread, no clock and no database but the ports, so that the
 * simulator runs it as it is.
 */
@NullMarked
package dev.stepwell.execution.shell;

import org.jspecify.annotations.NullMarked;
