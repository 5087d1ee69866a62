/**
 * The simulated world: one loop owns time, and everything that can go wrong goes wrong by a seed.
 *
 * <p>Front door: {@link dev.stepwell.simulation.world.Timeline}. Stands behind the shell's ports; knows them and the records, but
 * nothing of the shell's inside.
 */
@NullMarked
package dev.stepwell.simulation.world;

import org.jspecify.annotations.NullMarked;
