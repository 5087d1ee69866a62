/**
 * Aliases: names of machines that lead to one or two of their versions, by weight.
 *
 * <p>Front door: {@link dev.stepwell.control.aliases.Aliases}. Knows versions only by their numbers; what a start is drawn to, the room
 * {@code statemachines} says.
 */
@NullMarked
package dev.stepwell.control.aliases;

import org.jspecify.annotations.NullMarked;
