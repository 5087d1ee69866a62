/**
 * How executions are kept: what a turn is as rows, whatever the store.
 *
 * <p>Front door: the stores {@code journal.postgres.PostgresStore} and {@code journal.memory.MemoryStore}; here {@link
 * dev.stepwell.execution.journal.TurnRows}, which both are made of. May not know how turns come about.
 */
@NullMarked
package dev.stepwell.execution.journal;

import org.jspecify.annotations.NullMarked;
