/**
 * Ways to break the house, each of which the simulator must notice (law 11). They live here and nowhere else: wrappers around ports and
 * machines, put in through the simulation's seams.
 */
@NullMarked
package dev.stepwell.simulation.sabotage;

import org.jspecify.annotations.NullMarked;
