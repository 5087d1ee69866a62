/**
 * Brings executions forward that have something to do and nobody to do it, and hints again that were lost: what makes the loss of all
 * queues cost time only.
 *
 * <p>Front door: {@link dev.stepwell.execution.ready.Reconciler}; {@link dev.stepwell.execution.ready.RedisQueue} and {@link
 * dev.stepwell.execution.ready.MemoryQueue} are the queues. Knows no execution's state.
 */
@NullMarked
package dev.stepwell.execution.ready;

import org.jspecify.annotations.NullMarked;
