/**
 * Bulk operations: one thing done to many executions, a set that is written down when it is started. Some node treats some of it at a time, each
 * as by the single action, and notes what came of it; what a node dies over another one does again, which changes nothing.
 *
 * <p>Front doors: {@link dev.stepwell.execution.bulk.BulkEndpoints}, {@link dev.stepwell.execution.bulk.BulkRunner}. Knows no tables.
 */
@NullMarked
package dev.stepwell.execution.bulk;

import org.jspecify.annotations.NullMarked;
