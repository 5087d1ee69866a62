/**
 * Executions kept in PostgreSQL, where they are durable.
 *
 * <p>Front door: {@link dev.stepwell.execution.journal.postgres.PostgresStore}, after {@link
 * dev.stepwell.execution.journal.postgres.ExecutionSchema} has migrated. Keeps no state in sessions, so poolers work; tables and
 * formats are described in JOURNAL.md.
 */
@NullMarked
package dev.stepwell.execution.journal.postgres;

import org.jspecify.annotations.NullMarked;
