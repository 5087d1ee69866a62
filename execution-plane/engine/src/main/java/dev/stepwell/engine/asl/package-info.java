/**
 * The ASL interpreter: an execution as a tree of frames held as data, one class per kind of state.
 *
 * <p>Front door: {@link dev.stepwell.engine.asl.AslMachine}. Deciding ({@code *Body}, {@code Recovery}) appends records; only
 * {@code Fold} changes state. Pure, like everything in this module.
 */
@NullMarked
package dev.stepwell.engine.asl;

import org.jspecify.annotations.NullMarked;
