/**
 * The map run of a distributed Map: an execution of its own kind, whose children are executions that each take an item or a batch.
 *
 * <p>Front door: {@link dev.stepwell.engine.maprun.MapRunMachine}. Its records are of batches, never of single items, and its state holds
 * the items in flight, not all of them.
 */
@NullMarked
package dev.stepwell.engine.maprun;

import org.jspecify.annotations.NullMarked;
