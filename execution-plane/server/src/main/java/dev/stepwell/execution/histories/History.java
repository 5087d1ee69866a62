package dev.stepwell.execution.histories;

import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.TaskChange;
import java.util.List;

/** Histories as GetExecutionHistory shows them. */
public final class History {
    private History() {}

    /**
     * The events of records, in the same order; records that are no events are left out.
     *
     * @param withData whether payloads are shown (includeExecutionData); without, their fields and the notes about them are absent.
     *     Errors and causes are no payloads
     */
    public static List<HistoryEvent> events(List<JournalRecord> records, boolean withData) {
        Data data = new Data(withData);
        return records.stream()
                .filter(JournalRecord::isEvent)
                .map(record -> event(record, data))
                .toList();
    }

    private static HistoryEvent event(JournalRecord record, Data data) {
        HistoryEvent.Builder event = HistoryEvent.newBuilder()
                .setId(record.eventId())
                .setPreviousEventId(record.previousEventId())
                .setTimestamp(Timestamp.newBuilder()
                        .setSeconds(record.at().getEpochSecond())
                        .setNanos(record.at().getNano()));
        switch (record.change()) {
            case ExecutionChange change -> ExecutionEvents.print(change, event, data);
            case PauseChange change -> throw noEvent(change);
            case StateChange change -> StateEvents.print(change, event, data);
            case TaskChange change -> TaskEvents.print(change, event, data);
            case FanOutChange change -> FanOutEvents.print(change, event);
            case MapRunChange change -> throw noEvent(change);
            case SwfChange change -> throw noEvent(change);
        }
        return event.build();
    }

    /** A record that is never an event came with the number of one. */
    static IllegalArgumentException noEvent(Object change) {
        return new IllegalArgumentException("no event: " + change.getClass().getSimpleName());
    }
}
