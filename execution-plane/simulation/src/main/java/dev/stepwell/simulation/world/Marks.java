package dev.stepwell.simulation.world;

import java.util.EnumMap;
import java.util.Map;

/**
 * How often each of the situations came about that make the simulation worth running: what is never reached is never tested
 * ("sometimes" properties).
 */
public final class Marks {
    private final Map<Mark, Long> reached = new EnumMap<>(Mark.class);

    /** Notes one. */
    public void reach(Mark mark) {
        reached.merge(mark, 1L, Long::sum);
    }

    /** How often it came about. */
    public long count(Mark mark) {
        return reached.getOrDefault(mark, 0L);
    }

    /** Adds those of another world. */
    public void add(Marks other) {
        other.reached.forEach((mark, count) -> reached.merge(mark, count, Long::sum));
    }

    @Override
    public String toString() {
        return reached.toString();
    }
}
