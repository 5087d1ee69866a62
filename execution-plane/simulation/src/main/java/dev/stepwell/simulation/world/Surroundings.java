package dev.stepwell.simulation.world;

import java.util.function.ToIntFunction;
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

    /** True in so many of a thousand cases as the fault says; draws nothing when the seed has no such fault. */
    boolean strikes(ToIntFunction<Faults> perMille) {
        int drawn = perMille.applyAsInt(weather.drawn());
        return drawn > 0 && Seeds.chance(random, drawn) && perMille.applyAsInt(weather.faults()) > 0;
    }

    /** True in so many of a thousand cases, and never where workers do not fail. */
    public boolean workerFails(RandomGenerator dice, int perMille) {
        return weather.drawn().workersFail()
                && Seeds.chance(dice, perMille)
                && weather.faults().workersFail();
    }
}
