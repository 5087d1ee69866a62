/**
 * Beside the journal, in PostgreSQL: the index by which executions are found, and bulk operations with what came of each of their executions.
 *
 * <p>Front doors: {@link dev.stepwell.execution.journal.index.PostgresSearchIndex}, {@link
 * dev.stepwell.execution.journal.index.PostgresSearchSettings}, {@link dev.stepwell.execution.journal.index.PostgresBulkBook}. {@link
 * dev.stepwell.execution.journal.index.PostgresOpenCounts} counts what is open. Decides nothing.
 */
@NullMarked
package dev.stepwell.execution.journal.index;

import org.jspecify.annotations.NullMarked;
