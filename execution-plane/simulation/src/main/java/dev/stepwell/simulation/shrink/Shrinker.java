package dev.stepwell.simulation.shrink;

import dev.stepwell.simulation.audit.Violation;
import dev.stepwell.simulation.cluster.Scenario;
import dev.stepwell.simulation.cluster.Seams;
import dev.stepwell.simulation.cluster.Simulation;
import dev.stepwell.simulation.cut.Cut;
import dev.stepwell.simulation.cut.Less;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Takes from a world that violates a rule whatever it violates the rule without: much at once first, then less, in the end one thing after
 * another, until nothing more can go.
 */
public final class Shrinker {
    /** A smaller world may take longer to go wrong; one that takes so many times as long is given up. */
    private static final long LONGER = 10;

    private final Scenario whole;
    private final Seams seams;
    private final Bounds bounds;
    private final Violation first;
    private final long steps;
    private final long began = System.nanoTime();
    private Scenario small;
    private Violation violation;
    private int replays;

    /**
     * When it is given up.
     *
     * @param replays after so many worlds
     * @param time after so long
     */
    public record Bounds(int replays, Duration time) {
        /** What a failing build can wait for. */
        public static final Bounds USUAL = new Bounds(600, Duration.ofSeconds(40));
    }

    private Shrinker(Scenario whole, Seams seams, Bounds bounds, Violation first, long steps) {
        this.whole = whole;
        this.seams = seams;
        this.bounds = bounds;
        this.first = first;
        this.steps = steps;
        this.small = whole;
        this.violation = first;
    }

    /**
     * Makes a world smaller; empty when nothing goes wrong in it.
     *
     * @param seams what is wrong in it
     */
    public static Optional<Shrunk> shrink(Scenario whole, Seams seams, Bounds bounds) {
        Simulation.Sought sought = Simulation.seek(whole, seams, violation -> true, Long.MAX_VALUE);
        return sought.violation()
                .map(violation -> new Shrinker(whole, seams, bounds, violation, sought.steps()).shrunk());
    }

    private Shrunk shrunk() {
        int chunk = Math.max(1, small.less().size() / 2);
        boolean shrank = true;
        while ((shrank || chunk > 1) && !isOver()) {
            if (!shrank) {
                chunk /= 2;
            }
            shrank = takeAway(chunk);
        }
        return new Shrunk(whole, small.tidy(), violation, replays, !isOver());
    }

    /** Tries to do without so many things at a time, and tells whether it went wrong as before without any of them. */
    private boolean takeAway(int chunk) {
        boolean shrank = false;
        List<Less> all = small.less();
        for (int from = 0; from < all.size() && !isOver(); from += chunk) {
            List<Less> still = small.less();
            List<Less> taken = all.subList(from, Math.min(all.size(), from + chunk)).stream()
                    .filter(still::contains)
                    .toList();
            if (!taken.isEmpty() && goesWrongWithout(taken)) {
                shrank = true;
            }
        }
        return shrank;
    }

    private boolean goesWrongWithout(List<Less> taken) {
        replays++;
        Cut cut = small.cut().and(taken);
        Scenario smaller = new Scenario(whole.seed(), cut);
        Optional<Violation> same = Simulation.seek(
                        smaller, seams, found -> found.rule().equals(first.rule()), LONGER * steps)
                .violation();
        same.ifPresent(found -> {
            small = smaller;
            violation = found;
        });
        return same.isPresent();
    }

    private boolean isOver() {
        return replays >= bounds.replays || System.nanoTime() - began > bounds.time.toNanos();
    }
}
