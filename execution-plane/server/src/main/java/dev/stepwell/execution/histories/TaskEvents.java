package dev.stepwell.execution.histories;

import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.engine.record.TaskChange;
import java.util.Optional;

/** The events of tasks: three families of them. */
final class TaskEvents {
    private TaskEvents() {}

    /** The error of a deadline: AWS tells of a missed heartbeat as of any other (recorded from AWS). */
    static Optional<String> told(TaskChange.TimedOut change) {
        return change.error().map(error -> error.equals("States.HeartbeatTimeout") ? "States.Timeout" : error);
    }

    static void print(TaskChange change, HistoryEvent.Builder event, Data data) {
        switch (change) {
            case TaskChange.Scheduled c -> {
                switch (c.family().kind()) {
                    case ACTIVITY -> ActivityEvents.scheduled(c, event, data);
                    case FUNCTION -> FunctionEvents.scheduled(c, event, data);
                    case SERVICE -> ServiceEvents.scheduled(c, event, data);
                }
            }
            case TaskChange.Started c -> {
                switch (c.family().kind()) {
                    case ACTIVITY -> ActivityEvents.started(c, event);
                    case FUNCTION -> FunctionEvents.started(event);
                    case SERVICE -> ServiceEvents.started(c, event);
                }
            }
            case TaskChange.Submitted c -> ServiceEvents.submitted(c, event, data);
            case TaskChange.Succeeded c -> {
                switch (c.family().kind()) {
                    case ACTIVITY -> ActivityEvents.succeeded(c, event, data);
                    case FUNCTION -> FunctionEvents.succeeded(c, event, data);
                    case SERVICE -> ServiceEvents.succeeded(c, event, data);
                }
            }
            case TaskChange.Failed c -> {
                switch (c.family().kind()) {
                    case ACTIVITY -> ActivityEvents.failed(c, event);
                    case FUNCTION -> FunctionEvents.failed(c, event);
                    case SERVICE -> ServiceEvents.failed(c, event);
                }
            }
            case TaskChange.TimedOut c -> {
                switch (c.family().kind()) {
                    case ACTIVITY -> ActivityEvents.timedOut(c, event);
                    case FUNCTION -> FunctionEvents.timedOut(c, event);
                    case SERVICE -> ServiceEvents.timedOut(c, event);
                }
            }
            case TaskChange.EndedEarly c -> throw History.noEvent(c);
            case TaskChange.BeatSeen c -> throw History.noEvent(c);
        }
    }
}
