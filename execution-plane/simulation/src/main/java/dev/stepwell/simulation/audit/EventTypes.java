package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Payload;

/** Records as the events anybody can read, written anew so that the auditor does not believe the server's own translation. */
public final class EventTypes {
    private EventTypes() {}

    /** The event that a record is. */
    public static SeenEvent seen(JournalRecord record) {
        return new SeenEvent(
                record.eventId(), record.previousEventId(), record.at(), type(record.change()), text(record.change()));
    }

    private static String type(Change change) {
        return switch (change) {
            case ExecutionChange c -> "Execution" + c.getClass().getSimpleName();
            case PauseChange c -> "";
            case StateChange.Entered c -> c.kind().events() + "StateEntered";
            case StateChange.Exited c -> c.kind().events() + "StateExited";
            case StateChange.Aborted c -> c.kind().events() + "StateAborted";
            case StateChange.WaitArmed c -> "";
            case StateChange.RetryArmed c -> "";
            case StateChange.EvaluationFailed c -> "EvaluationFailed";
            case TaskChange c -> taskType(c);
            case FanOutChange.ParallelStarted c -> "ParallelStateStarted";
            case FanOutChange.ParallelSucceeded c -> "ParallelStateSucceeded";
            case FanOutChange.ParallelFailed c -> "ParallelStateFailed";
            case FanOutChange.MapStarted c -> "MapStateStarted";
            case FanOutChange.MapDistributed c -> "MapStateStarted";
            case FanOutChange.MapRunStarted c -> "MapRunStarted";
            case FanOutChange.MapRunSucceeded c -> "MapRunSucceeded";
            case FanOutChange.MapRunFailed c -> "MapRunFailed";
            case FanOutChange.MapRunAborted c -> "MapRunAborted";
            case MapRunChange c -> "";
            case SwfChange c -> ""; // no workflow execution is simulated
            case FanOutChange.MapSucceeded c -> "MapStateSucceeded";
            case FanOutChange.MapFailed c -> "MapStateFailed";
            case FanOutChange.IterationStarted c -> "MapIterationStarted";
            case FanOutChange.IterationSucceeded c -> "MapIterationSucceeded";
            case FanOutChange.IterationFailed c -> "MapIterationFailed";
            case FanOutChange.IterationAborted c -> "MapIterationAborted";
            case FanOutChange.Failing c -> "";
        };
    }

    private static String taskType(TaskChange change) {
        return switch (change) {
            case TaskChange.Scheduled c -> prefix(c.family()) + "Scheduled";
            case TaskChange.Started c -> prefix(c.family()) + "Started";
            case TaskChange.Submitted c -> prefix(c.family()) + "Submitted";
            case TaskChange.Succeeded c -> prefix(c.family()) + "Succeeded";
            case TaskChange.Failed c -> prefix(c.family()) + "Failed";
            case TaskChange.TimedOut c -> prefix(c.family()) + "TimedOut";
            case TaskChange.EndedEarly c -> "";
            case TaskChange.BeatSeen c -> "";
        };
    }

    private static String prefix(TaskFamily family) {
        return switch (family.kind()) {
            case ACTIVITY -> "Activity";
            case FUNCTION -> "LambdaFunction";
            case SERVICE -> "Task";
        };
    }

    /** What a completion said; nothing for other changes. */
    static String text(Change change) {
        if (change instanceof TaskChange.Succeeded c) {
            return c.output().text();
        }
        if (change instanceof TaskChange.Failed c) {
            return c.cause().orElse("");
        }
        if (change instanceof TaskChange.EndedEarly c) {
            return c.output().map(Payload::text).or(c::cause).orElse("");
        }
        if (change instanceof ExecutionChange.Succeeded c) {
            return c.output().text();
        }
        return change instanceof ExecutionChange.Started c ? c.input().text() : "";
    }
}
