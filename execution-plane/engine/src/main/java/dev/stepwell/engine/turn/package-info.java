/**
 * The heart: a turn. A machine takes its state, the inputs that have arrived and a Turn, and gives an Outcome.
 *
 * <p>Front door: {@link dev.stepwell.engine.turn.Machine}. Pure: knows no clock, chance, thread or store; what it needs of them
 * is in the {@link dev.stepwell.engine.turn.Turn}.
 */
@NullMarked
package dev.stepwell.engine.turn;

import org.jspecify.annotations.NullMarked;
