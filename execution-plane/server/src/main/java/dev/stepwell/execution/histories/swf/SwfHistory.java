package dev.stepwell.execution.histories.swf;

import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.engine.record.SwfLambdaChange;
import dev.stepwell.engine.record.SwfMarkerChange;
import dev.stepwell.engine.record.SwfTimerChange;
import dev.stepwell.engine.record.TaskChange;
import java.util.List;

/** AWS's history events of a run, by a pure function of its records (Amazon SWF API reference, HistoryEvent). */
public final class SwfHistory {
    private SwfHistory() {}

    /** The events of these records, all of which must be events. */
    public static List<HistoryEvent> events(List<JournalRecord> records) {
        return records.stream().map(SwfHistory::event).toList();
    }

    private static HistoryEvent event(JournalRecord record) {
        HistoryEvent.Builder event = HistoryEvent.newBuilder()
                .setEventId(record.eventId())
                .setEventTimestamp(Timestamp.newBuilder()
                        .setSeconds(record.at().getEpochSecond())
                        .setNanos(record.at().getNano()));
        print(record.change(), event);
        return event.build();
    }

    private static void print(Change change, HistoryEvent.Builder event) {
        switch (change) {
            case ExecutionChange c -> print(c, event);
            case SwfChange c -> print(c, event);
            case StateChange c -> throw Fields.noEvent(c);
            case TaskChange c -> throw Fields.noEvent(c);
            case FanOutChange c -> throw Fields.noEvent(c);
            case MapRunChange c -> throw Fields.noEvent(c);
            case PauseChange c -> throw Fields.noEvent(c);
        }
    }

    private static void print(ExecutionChange change, HistoryEvent.Builder event) {
        if (change instanceof ExecutionChange.Started started) {
            RunEvents.started(started.facts().swf().orElseThrow(), started.input(), event);
        } else {
            throw Fields.noEvent(change);
        }
    }

    private static void print(SwfChange change, HistoryEvent.Builder event) {
        switch (change) {
            case SwfExecutionChange c -> RunEvents.print(c, event);
            case DecisionTaskChange c -> DecisionTaskEvents.print(c, event);
            case SwfActivityChange c -> ActivityTaskEvents.print(c, event);
            case SwfTimerChange c -> TimerEvents.print(c, event);
            case SwfMarkerChange c -> TimerEvents.print(c, event);
            case SwfChildChange c -> ChildEvents.print(c, event);
            case SwfExternalChange c -> ExternalEvents.print(c, event);
            case SwfLambdaChange c -> LambdaEvents.print(c, event);
        }
    }
}
