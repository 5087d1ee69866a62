package dev.stepwell.execution.observation;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.EventQuery;
import dev.stepwell.names.ExecutionKey;
import java.util.List;
import java.util.Optional;

/** Which worker has a task: the history says it, and only there. Looks not far behind the event that scheduled the task. */
record WorkerNames(Store store) {
    private static final int NEAR = 50;

    /** What the worker calls itself, if it does and the event is near. */
    Optional<String> of(ExecutionKey key, TaskRef task) {
        List<JournalRecord> events =
                Waits.read(() -> store.events(key, new EventQuery(task.scheduledEventId(), NEAR, false)));
        if (events.isEmpty() || !(events.getFirst().change() instanceof TaskChange.Scheduled scheduled)) {
            return Optional.empty();
        }
        return events.stream()
                .map(JournalRecord::change)
                .filter(TaskChange.Started.class::isInstance)
                .map(TaskChange.Started.class::cast)
                .filter(started -> started.frame() == scheduled.frame())
                .findFirst()
                .flatMap(TaskChange.Started::worker);
    }
}
