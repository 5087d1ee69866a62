/**
 * Random programs in the Amazon States Language whose end is known beforehand: the oracle of the simulation.
 *
 * <p>Front door: {@link dev.stepwell.simulation.program.Generator}. Works out results by itself; knows nothing of the interpreter,
 * so that the two can disagree.
 */
@NullMarked
package dev.stepwell.simulation.program;

import org.jspecify.annotations.NullMarked;
