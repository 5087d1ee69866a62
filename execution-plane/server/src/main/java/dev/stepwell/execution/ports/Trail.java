package dev.stepwell.execution.ports;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.StartFacts;
import java.util.List;

/**
 * What those behind the commit must know of a turn's execution: it is written beside the turn where somebody follows it.
 *
 * @param facts what the execution is
 * @param log which of its events its machine wants logged
 */
public record Trail(StartFacts facts, LogSetting log) {
    /** The trail of an execution of which nothing is logged. */
    public static Trail unlogged(StartFacts facts) {
        return new Trail(facts, LogSetting.OFF);
    }

    /**
     * Whether records change the status of an execution that is told of: of a standard one (developer guide, "EventBridge"), and not of those
     * that a map run has started by the thousand.
     */
    public boolean isTold(List<JournalRecord> records) {
        return facts.swf().isEmpty()
                && !facts.isExpress()
                && !facts.isMapRun()
                && facts.mapChild().isEmpty()
                && changesStatus(records);
    }

    /** Whether records change what an index of executions has of one: of whatever is shown among its machine's executions. */
    public boolean isIndexed(List<JournalRecord> records) {
        return facts.swf().isEmpty() && !facts.isMapRun() && facts.mapChild().isEmpty() && changesStatus(records);
    }

    private static boolean changesStatus(List<JournalRecord> records) {
        return records.stream().anyMatch(record -> record.change() instanceof ExecutionChange);
    }
}
