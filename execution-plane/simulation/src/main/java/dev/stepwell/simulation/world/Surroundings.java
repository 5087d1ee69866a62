package dev.stepwell.simulation.world;

import java.util.random.RandomGenerator;

/**
 * What every part of a world needs to know.
 *
 * @param random the part's own source of chance
 */
public record Surroundings(Timeline timeline, Weather weather, Trace trace, Marks marks, RandomGenerator random) {
    /** The same for another part, which draws on its own. */
    public Surroundings drawing(RandomGenerator other) {
        return new Surroundings(timeline, weather, trace, marks, other);
    }

    /** True in so many of a thousand cases; draws nothing when there is no such fault. */
    boolean chance(int perMille) {
        return perMille > 0 && Seeds.chance(random, perMille);
    }
}
