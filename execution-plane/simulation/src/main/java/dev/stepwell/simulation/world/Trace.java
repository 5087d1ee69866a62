package dev.stepwell.simulation.world;

import java.util.ArrayList;
import java.util.List;

/** What happened, as one number, and as lines when somebody wants to read them. Equal runs have equal numbers. */
public final class Trace {
    private final Timeline timeline;
    private final boolean keep;
    private final List<String> lines = new ArrayList<>();
    private long hash = 0xCBF29CE484222325L;

    /** @param keep whether the lines are kept */
    public Trace(Timeline timeline, boolean keep) {
        this.timeline = timeline;
        this.keep = keep;
    }

    /** Notes that something happened. */
    public void note(String what) {
        long at = timeline.micros();
        hash = (hash ^ at) * 0x100000001B3L;
        for (int i = 0; i < what.length(); i++) {
            hash = (hash ^ what.charAt(i)) * 0x100000001B3L;
        }
        if (keep) {
            lines.add(String.format("%12.6f %s", at / 1e6, what));
        }
    }

    /** The number. */
    public long hash() {
        return hash;
    }

    /** The lines kept. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
