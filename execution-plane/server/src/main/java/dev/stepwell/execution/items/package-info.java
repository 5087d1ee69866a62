/**
 * Where map runs have their items from: objects read from a place on, and listings of objects. Nothing whole is held in memory.
 *
 * <p>Front door: {@link dev.stepwell.execution.items.ItemReaders}; {@link dev.stepwell.execution.items.ItemPlaces} says whose objects they
 * are. A cursor says all that it takes to go on, on any node; what items are for is not known here.
 */
@NullMarked
package dev.stepwell.execution.items;

import org.jspecify.annotations.NullMarked;
