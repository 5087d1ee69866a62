/**
 * A cluster of the real shell in the simulated world, with clients, workers, functions and mischief around it.
 *
 * <p>Front door: {@link dev.stepwell.simulation.cluster.Simulation}: a seed in, a report out. Knows the shell by its front doors only.
 */
@NullMarked
package dev.stepwell.simulation.cluster;

import org.jspecify.annotations.NullMarked;
