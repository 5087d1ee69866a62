/**
 * Whose turn it is when several tenants want more than there is: shares by weight, whatever each of them queues.
 *
 * <p>Front door: {@link dev.stepwell.execution.fairness.FairLine}. Knows neither what waits nor for what.
 */
@NullMarked
package dev.stepwell.execution.fairness;

import org.jspecify.annotations.NullMarked;
