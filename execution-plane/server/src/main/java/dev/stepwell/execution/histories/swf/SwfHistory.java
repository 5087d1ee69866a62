package dev.stepwell.execution.histories.swf;

import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.engine.record.JournalRecord;
import java.util.List;

/** Stand-in until the printer of the engine's branch is merged. */
public final class SwfHistory {
    private SwfHistory() {}

    /** Nothing yet. */
    public static List<HistoryEvent> events(List<JournalRecord> records) {
        throw new UnsupportedOperationException("not merged yet: " + records.size());
    }
}
