package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.engine.record.JournalRecord;

/** Prints records as history events. */
@FunctionalInterface
public interface HistoryPrinter {
    /**
     * The event of a record that is one.
     *
     * @param includeData whether inputs, outputs, errors and causes are shown
     */
    HistoryEvent print(JournalRecord record, boolean includeData);
}
