package dev.stepwell.execution.turns;

import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.Payload;
import java.util.Collection;
import java.util.List;

/** About how many bytes records take, in the store and in memory: what queues and caches are bounded by. */
public final class RecordBytes {
    /** What a record takes without its payloads. */
    private static final long BARE = 160;

    private RecordBytes() {}

    /** About how many bytes these take. */
    public static long of(List<JournalRecord> records) {
        long bytes = 0;
        for (JournalRecord record : records) {
            bytes += BARE + of(record.change());
        }
        return bytes;
    }

    private static long of(Change change) {
        return switch (change) {
            case ExecutionChange c -> of(c);
            case PauseChange.Paused c -> c.reason().map(String::length).orElse(0);
            case PauseChange.Resumed c -> 0;
            case StateChange c -> of(c);
            case TaskChange c -> of(c);
            case FanOutChange c -> of(c);
            case MapRunChange c -> of(c);
            case SwfChange c -> SwfBytes.of(c);
        };
    }

    private static long of(ExecutionChange change) {
        return switch (change) {
            case ExecutionChange.Started c -> of(c.input()) + of(c.variables().values());
            case ExecutionChange.Succeeded c -> of(c.output());
            case ExecutionChange.Failed c -> c.cause().map(String::length).orElse(0);
            case ExecutionChange.TimedOut c -> c.cause().map(String::length).orElse(0);
            case ExecutionChange.Aborted c -> c.cause().map(String::length).orElse(0);
            case ExecutionChange.Redriven c -> 0;
        };
    }

    private static long of(StateChange change) {
        return switch (change) {
            case StateChange.Entered c -> of(c.input());
            case StateChange.Exited c -> of(c.output()) + of(c.assigned().values());
            case StateChange.Aborted c -> 0;
            case StateChange.WaitArmed c -> 0;
            case StateChange.RetryArmed c -> 0;
            case StateChange.EvaluationFailed c -> c.cause().length();
        };
    }

    private static long of(TaskChange change) {
        return switch (change) {
            case TaskChange.Scheduled c -> of(c.parameters());
            case TaskChange.Started c -> 0;
            case TaskChange.Submitted c -> of(c.output());
            case TaskChange.Succeeded c -> of(c.output());
            case TaskChange.Failed c -> c.cause().map(String::length).orElse(0);
            case TaskChange.TimedOut c -> c.cause().map(String::length).orElse(0);
            case TaskChange.EndedEarly c -> c.output().map(RecordBytes::of).orElse(0L);
            case TaskChange.BeatSeen c -> 0;
        };
    }

    private static long of(FanOutChange change) {
        return switch (change) {
            case FanOutChange.ParallelStarted c -> of(c.input());
            case FanOutChange.MapStarted c -> of(c.items());
            case FanOutChange.IterationStarted c -> of(c.input());
            case FanOutChange.ParallelSucceeded c -> 0;
            case FanOutChange.ParallelFailed c -> c.cause().map(String::length).orElse(0);
            case FanOutChange.MapDistributed c -> c.items().map(RecordBytes::of).orElse(0L);
            case FanOutChange.MapRunStarted c -> of(c.order());
            case FanOutChange.MapRunSucceeded c -> of(c.output());
            case FanOutChange.MapRunFailed c -> c.cause().map(String::length).orElse(0);
            case FanOutChange.MapRunAborted c -> 0;
            case FanOutChange.MapSucceeded c -> 0;
            case FanOutChange.MapFailed c -> c.cause().map(String::length).orElse(0);
            case FanOutChange.IterationSucceeded c -> 0;
            case FanOutChange.IterationFailed c -> 0;
            case FanOutChange.IterationAborted c -> 0;
            case FanOutChange.Failing c -> c.cause().map(String::length).orElse(0);
        };
    }

    private static long of(MapRunChange change) {
        return switch (change) {
            case MapRunChange.ItemsRead c ->
                of(c.open())
                        + of(c.batches().stream().map(MapRunChange.Batch::input).toList());
            case MapRunChange.ChildrenStarted c -> 0;
            case MapRunChange.ChildrenEnded c ->
                of(c.ends().stream().flatMap(end -> end.output().stream()).toList());
            case MapRunChange.Updated c -> 0;
        };
    }

    private static long of(Collection<Payload> payloads) {
        long bytes = 0;
        for (Payload payload : payloads) {
            bytes += of(payload);
        }
        return bytes;
    }

    private static long of(Payload payload) {
        return payload.text().length();
    }
}
