package dev.stepwell.execution.ports;

import java.util.random.RandomGenerator;

/** Chance: the seeds of turns and the ids of executions. */
@FunctionalInterface
public interface Rng {
    /** A generator that may be used from any thread. */
    RandomGenerator generator();
}
