/**
 * Amazon SWF's history events out of records.
 *
 * <p>Front door: {@link dev.stepwell.execution.histories.swf.SwfHistory}. Pure: knows records and the contract.
 */
@NullMarked
package dev.stepwell.execution.histories.swf;

import org.jspecify.annotations.NullMarked;
