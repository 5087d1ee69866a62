package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.TaskRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The tasks of one execution, and how far they have come. */
final class TaskBook {
    private final Map<Integer, TaskRef> ofFrame = new HashMap<>();
    private final Set<TaskRef> started = new HashSet<>();
    private final Set<TaskRef> over = new HashSet<>();

    private int generation;

    void see(JournalRecord record) {
        if (record.change() instanceof ExecutionChange change) {
            // Every generation leaves the tasks of the one before behind.
            over.addAll(ofFrame.values());
            generation = change instanceof ExecutionChange.Redriven redriven ? redriven.redriveCount() : generation;
        } else if (record.change() instanceof TaskChange.Scheduled scheduled) {
            ofFrame.put(scheduled.frame(), new TaskRef(record.eventId(), generation));
        } else if (record.change() instanceof TaskChange.Started start) {
            note(started, start.frame());
        } else if (record.change() instanceof TaskChange.Succeeded end) {
            note(over, end.frame());
        } else if (record.change() instanceof TaskChange.Failed end) {
            note(over, end.frame());
        } else if (record.change() instanceof TaskChange.EndedEarly end) {
            note(over, end.frame());
        } else if (record.change() instanceof TaskChange.TimedOut end) {
            note(over, end.frame());
        } else if (record.change() instanceof StateChange.Aborted end) {
            note(over, end.frame());
        }
    }

    private void note(Set<TaskRef> tasks, int frame) {
        TaskRef task = ofFrame.get(frame);
        if (task != null) {
            tasks.add(task);
        }
    }

    boolean isStarted(TaskRef task) {
        return started.contains(task);
    }

    boolean isOver(TaskRef task) {
        return over.contains(task);
    }
}
