package dev.stepwell.simulation.world;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One seed, and a source of chance for each part of the world, so that one part drawing more does not shift the others. */
public record Seeds(long seed) {
    /** The source of a part. Each call starts it anew. */
    public RandomGenerator of(String part) {
        long mixed = seed * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < part.length(); i++) {
            mixed = (mixed ^ part.charAt(i)) * 0xBF58476D1CE4E5B9L;
            mixed ^= mixed >>> 29;
        }
        return new SplittableRandom(mixed);
    }

    /** The seeds of a part. */
    public Seeds under(String part) {
        return new Seeds(of(part).nextLong());
    }

    /** True in so many of a thousand cases. */
    public static boolean chance(RandomGenerator random, int perMille) {
        return random.nextInt(1_000) < perMille;
    }

    /** Evenly between two numbers, both included. */
    public static long between(RandomGenerator random, long low, long high) {
        return low + random.nextLong(high - low + 1);
    }
}
