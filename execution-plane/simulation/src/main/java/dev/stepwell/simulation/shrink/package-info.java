/**
 * Makes worlds that went wrong as small as they can be and still go wrong, and keeps them.
 *
 * <p>Front doors: {@link dev.stepwell.simulation.shrink.Shrinker} and {@link dev.stepwell.simulation.shrink.KeptWorld}. Knows of worlds
 * what {@link dev.stepwell.simulation.cluster.Scenario} says may be taken away.
 */
@NullMarked
package dev.stepwell.simulation.shrink;

import org.jspecify.annotations.NullMarked;
