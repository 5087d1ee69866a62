package dev.stepwell.execution.fakes;

import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.endpoints.HistoryPrinter;

/** Prints the number of an event, and the class of its change for its type. */
public final class TinyPrinter implements HistoryPrinter {
    @Override
    public HistoryEvent print(JournalRecord record, boolean includeData) {
        return HistoryEvent.newBuilder()
                .setId(record.eventId())
                .setPreviousEventId(record.previousEventId())
                .setType(record.change().getClass().getSimpleName())
                .build();
    }
}
