/**
 * What is taken away from a world so that it gets smaller and goes wrong as it did.
 *
 * <p>Front door: {@link dev.stepwell.simulation.cut.Cut}. Knows the kinds of faults and nothing else of a world.
 */
@NullMarked
package dev.stepwell.simulation.cut;

import org.jspecify.annotations.NullMarked;
