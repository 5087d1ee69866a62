/**
 * Prints AWS's history events from records, by a pure function.
 *
 * <p>Front door: {@link dev.stepwell.execution.histories.History}. Knows the contract and the records; where records are kept and
 * how pages are asked for is not known here.
 */
@NullMarked
package dev.stepwell.execution.histories;

import org.jspecify.annotations.NullMarked;
