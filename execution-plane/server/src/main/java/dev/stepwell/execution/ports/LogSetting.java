package dev.stepwell.execution.ports;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.StateKind;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.TaskChange;
import java.util.List;

/**
 * What a machine's loggingConfiguration asks for.
 *
 * @param level which events
 * @param withData whether payloads are in them (includeExecutionData)
 */
public record LogSetting(Level level, boolean withData) {
    /** Nothing, as long as nobody says otherwise. */
    public static final LogSetting OFF = new LogSetting(Level.OFF, false);

    /** The levels of AWS, by their names in the API; each has the events of those after it. */
    public enum Level {
        /** Every event. */
        ALL,
        /** What has failed, was aborted or timed out, of states, tasks and executions. */
        ERROR,
        /** How an execution failed, was aborted or timed out. */
        FATAL,
        /** Nothing. */
        OFF
    }

    /** Whether any of these is wanted. */
    public boolean wants(List<JournalRecord> records) {
        return level != Level.OFF && records.stream().anyMatch(this::wants);
    }

    /** Whether it is wanted; what is no event never is. */
    public boolean wants(JournalRecord record) {
        return level != Level.OFF && record.isEvent() && levelOf(record).compareTo(level) >= 0;
    }

    /** The highest level at which an event is logged (developer guide, "Log levels for Step Functions execution events"). */
    private static Level levelOf(JournalRecord record) {
        return switch (record.change()) {
            case ExecutionChange change ->
                switch (change) {
                    case ExecutionChange.Started ignored -> Level.ALL;
                    case ExecutionChange.Succeeded ignored -> Level.ALL;
                    case ExecutionChange.Redriven ignored -> Level.ALL;
                    case ExecutionChange.Failed ignored -> Level.FATAL;
                    case ExecutionChange.TimedOut ignored -> Level.FATAL;
                    case ExecutionChange.Aborted ignored -> Level.FATAL;
                };
            case PauseChange ignored -> Level.ALL;
            case StateChange change -> isError(change) ? Level.ERROR : Level.ALL;
            case TaskChange change ->
                change instanceof TaskChange.Failed || change instanceof TaskChange.TimedOut ? Level.ERROR : Level.ALL;
            case FanOutChange change -> isError(change) ? Level.ERROR : Level.ALL;
            case MapRunChange ignored -> Level.ALL;
            case SwfChange ignored -> Level.ALL;
        };
    }

    private static boolean isError(StateChange change) {
        return change instanceof StateChange.EvaluationFailed
                || change instanceof StateChange.Aborted
                || (change instanceof StateChange.Entered entered && entered.kind() == StateKind.FAIL);
    }

    private static boolean isError(FanOutChange change) {
        return switch (change) {
            case FanOutChange.ParallelFailed ignored -> true;
            case FanOutChange.MapRunFailed ignored -> true;
            case FanOutChange.MapRunAborted ignored -> true;
            case FanOutChange.MapFailed ignored -> true;
            case FanOutChange.IterationFailed ignored -> true;
            case FanOutChange.IterationAborted ignored -> true;
            case FanOutChange.ParallelStarted ignored -> false;
            case FanOutChange.ParallelSucceeded ignored -> false;
            case FanOutChange.MapStarted ignored -> false;
            case FanOutChange.MapDistributed ignored -> false;
            case FanOutChange.MapRunStarted ignored -> false;
            case FanOutChange.MapRunSucceeded ignored -> false;
            case FanOutChange.MapSucceeded ignored -> false;
            case FanOutChange.IterationStarted ignored -> false;
            case FanOutChange.IterationSucceeded ignored -> false;
            case FanOutChange.Failing ignored -> false;
        };
    }
}
