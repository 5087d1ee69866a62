package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import java.util.HashSet;
import java.util.Set;

/** The world outside the cluster as its functions know it: what they have been asked, and by whom tokens are sent back. */
final class Outside {
    private final Marks marks;
    private final Completions completions;
    private final Set<Asked> asked = new HashSet<>();

    private record Asked(ExecutionKey key, TaskRef task) {}

    Outside(Marks marks, Completions completions) {
        this.marks = marks;
        this.completions = completions;
    }

    Completions completions() {
        return completions;
    }

    /** A function is asked to do a task. */
    void invoked(ExecutionKey key, TaskRef task) {
        if (!asked.add(new Asked(key, task))) {
            marks.reach(Mark.INVOKED_TWICE);
        }
    }
}
