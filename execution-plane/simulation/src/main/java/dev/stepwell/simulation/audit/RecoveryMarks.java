package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Notes what executions go through: failures caught, and where. The generator names Parallels B… and Maps M…. */
final class RecoveryMarks {
    private final Marks marks;
    private final Set<String> failing = new HashSet<>();

    RecoveryMarks(Marks marks) {
        this.marks = marks;
    }

    /** Sees a record before it is folded in. */
    void see(Shadow shadow, JournalRecord record) {
        switch (record.change()) {
            case TaskChange.Failed c -> failing.add(place(shadow, c.frame()));
            case TaskChange.TimedOut c -> failing.add(place(shadow, c.frame()));
            case FanOutChange.ParallelFailed c -> failing.add(place(shadow, c.frame()));
            case FanOutChange.MapFailed c -> failing.add(place(shadow, c.frame()));
            case FanOutChange.IterationAborted c -> marks.reach(Mark.PART_ABORTED);
            case StateChange.Aborted c -> marks.reach(Mark.PART_ABORTED);
            case StateChange.RetryArmed c -> failing.remove(place(shadow, c.frame()));
            case StateChange.Exited c -> exited(shadow, c.frame());
            default -> {}
        }
    }

    private static String place(Shadow shadow, int frame) {
        return shadow.key + "#" + frame;
    }

    private void exited(Shadow shadow, int frame) {
        if (!failing.remove(place(shadow, frame))) {
            return;
        }
        marks.reach(Mark.CAUGHT);
        List<String> around = Frames.of(shadow.state).around(frame);
        int map = indexOf(around, "M", 0);
        if (map >= 0 && indexOf(around, "B", map) >= 0) {
            marks.reach(Mark.CAUGHT_IN_MAP_IN_PARALLEL);
            if (shadow.takeovers > 0) {
                marks.reach(Mark.CAUGHT_IN_MAP_IN_PARALLEL_AFTER_TAKEOVER);
            }
        }
    }

    private static int indexOf(List<String> names, String prefix, int from) {
        for (int i = from; i < names.size(); i++) {
            if (names.get(i).startsWith(prefix)) {
                return i;
            }
        }
        return -1;
    }
}
