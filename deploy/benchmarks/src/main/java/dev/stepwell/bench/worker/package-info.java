/**
 * Workers and functions in a process of their own, one way of working for each.
 *
 * <p>Front door: {@link dev.stepwell.bench.worker.WorkerProcess}.
 */
@NullMarked
package dev.stepwell.bench.worker;

import org.jspecify.annotations.NullMarked;
