package dev.stepwell.simulation.cluster;

import dev.stepwell.simulation.program.Pace;
import dev.stepwell.simulation.world.Faults;
import dev.stepwell.simulation.world.Seeds;
import java.time.Duration;
import java.time.Instant;

/** On which scale of time a world goes: what takes seconds in one takes days in another. */
enum Era {
    /** Minutes in which everything happens at once. */
    MINUTES(Pace.SIMULATED, 1, Duration.ofMinutes(40), new Numbers(0, 0, 0, 0)) {
        @Override
        Faults faults(Seeds seeds) {
            return Faults.draw(seeds.of("faults"));
        }

        @Override
        Instant databaseTime(Instant now) {
            return now;
        }
    },

    /**
     * A year in which little happens each day: nodes die, stand still or leave every few days, their clocks are wrong whenever they boot,
     * the store is away, and in the night to July the database's clock shows one second twice, as it would do for a leap second.
     */
    YEAR(Pace.YEAR, 20_000, Duration.ofDays(3 * 365), new Numbers(2, 1_577, 12, 150)) {
        @Override
        Faults faults(Seeds seeds) {
            return new Faults(true, true, true, true, true, 2, 2, 2, 1, 2, 5, 5, 5, true, 5, true, true, true);
        }

        @Override
        Instant databaseTime(Instant now) {
            return now.isBefore(LEAP_SECOND) ? now : now.minusSeconds(1);
        }
    };

    private static final Instant LEAP_SECOND = Instant.parse("2026-07-01T00:00:00Z");

    /** How long its programs take. */
    final Pace pace;

    /** How many times as long everything takes as in a world of minutes. */
    final long stretch;

    /** When it is given up. */
    final Duration horizon;

    /** What it does not leave to the seed. */
    final Numbers numbers;

    Era(Pace pace, long stretch, Duration horizon, Numbers numbers) {
        this.pace = pace;
        this.stretch = stretch;
        this.horizon = horizon;
        this.numbers = numbers;
    }

    /**
     * Numbers that are the same in every world of an era; 0 is left to the seed.
     *
     * @param life how many seconds, stretched, things go wrong
     */
    record Numbers(int nodes, int life, int machines, int executions) {
        int nodes(int drawn) {
            return nodes > 0 ? nodes : drawn;
        }

        int life(int drawn) {
            return life > 0 ? life : drawn;
        }

        int machines(int drawn) {
            return machines > 0 ? machines : drawn;
        }

        int executions(int drawn) {
            return executions > 0 ? executions : drawn;
        }
    }

    /** What goes wrong in it. */
    abstract Faults faults(Seeds seeds);

    /** What the database's clock says at a time. */
    abstract Instant databaseTime(Instant now);
}
