/**
 * What a run has cost, by process and in the stores, and what the machine could have done meanwhile.
 *
 * <p>Front door: {@link dev.stepwell.bench.cost.Processes}.
 */
@NullMarked
package dev.stepwell.bench.cost;

import org.jspecify.annotations.NullMarked;
