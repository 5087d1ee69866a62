/**
 * Tasks on their way to workers: polls parked in memory, hints taken from the queue, hand-outs that are durable before the
 * worker hears of them.
 *
 * <p>Front door: {@link dev.stepwell.execution.tasks.TaskPolls}. Knows no database: what a task is, its execution decides.
 */
@NullMarked
package dev.stepwell.execution.tasks;

import org.jspecify.annotations.NullMarked;
