/**
 * Executions kept in memory, for the simulator and for tests.
 *
 * <p>Front door: {@link dev.stepwell.execution.journal.memory.MemoryStore}; {@link
 * dev.stepwell.execution.journal.memory.FaultyStore} makes any store fail. Nothing here survives its process.
 */
@NullMarked
package dev.stepwell.execution.journal.memory;

import org.jspecify.annotations.NullMarked;
