package dev.stepwell.execution.express;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.execution.ports.LogSetting;
import java.time.Instant;
import java.util.List;

/**
 * How an execution has ended.
 *
 * @param end its status, and its output or error
 * @param stopDate when
 * @param mostBytes the most that its state has taken in memory
 * @param setting how its machine logs
 * @param logged those of its records that are to be logged
 */
public record Finished(
        Effect.Close end, Instant stopDate, long mostBytes, LogSetting setting, List<JournalRecord> logged) {
    public Finished {
        logged = List.copyOf(logged);
    }
}
