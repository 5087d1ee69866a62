package dev.stepwell.execution.ports;

import dev.stepwell.engine.record.JournalRecord;
import java.util.List;
import java.util.Optional;

/**
 * What it takes to have an execution's state again.
 *
 * @param row its row
 * @param snapshot the newest one that this version of the code can read
 * @param records all records after the snapshot, or all there are, in order
 */
public record LoadedRun(ExecutionRow row, Optional<Snapshot> snapshot, List<JournalRecord> records) {
    public LoadedRun {
        records = List.copyOf(records);
    }

    /** The bytes of a state and the seq of the last record that is in it. */
    public record Snapshot(long seq, byte[] bytes) {}
}
