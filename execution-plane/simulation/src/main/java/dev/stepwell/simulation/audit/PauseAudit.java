package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The pauses of one execution: while it is in one it records only what has come from outside (I14). */
final class PauseAudit {
    private final Violations violations;
    private final Marks marks;
    private final Object execution;
    private @Nullable Instant since;
    private Duration rested = Duration.ZERO;

    PauseAudit(Violations violations, Marks marks, Object execution) {
        this.violations = violations;
        this.marks = marks;
        this.execution = execution;
    }

    /** How long its pauses were, since it began or was redriven. */
    Duration rested() {
        return rested;
    }

    void see(JournalRecord record) {
        Instant began = since;
        if (began != null) {
            violations.require(
                    isFromOutside(record.change()), "I14", execution, "while it was paused it recorded " + record);
            if (record.change() instanceof TaskChange.Succeeded) {
                marks.reach(Mark.COMPLETION_WHILE_PAUSED);
            }
        }
        switch (record.change()) {
            case PauseChange.Paused ignored -> {
                violations.require(began == null, "I14", execution, "it was paused twice");
                since = record.at();
            }
            case PauseChange.Resumed ignored -> {
                violations.require(began != null, "I14", execution, "it was resumed and not paused");
                rested = rested.plus(Duration.between(began == null ? record.at() : began, record.at()));
                since = null;
            }
            case ExecutionChange.Aborted ignored -> since = null;
            case ExecutionChange.Redriven ignored -> rested = Duration.ZERO;
            default -> {}
        }
    }

    private static boolean isFromOutside(Change change) {
        return switch (change) {
            case ExecutionChange c -> c instanceof ExecutionChange.Aborted;
            case PauseChange c -> true;
            case StateChange c -> false;
            case TaskChange.Started c -> c.family().kind() == TaskFamily.Kind.ACTIVITY;
            case TaskChange.Scheduled c -> false;
            case TaskChange.TimedOut c -> false;
            case TaskChange.BeatSeen c -> false;
            case TaskChange.Submitted c -> true;
            case TaskChange.Succeeded c -> true;
            case TaskChange.Failed c -> true;
            case TaskChange.EndedEarly c -> true;
            case FanOutChange c -> c instanceof FanOutChange.MapRunSucceeded || c instanceof FanOutChange.MapRunFailed;
            case MapRunChange c -> false;
            case SwfChange c -> false;
        };
    }
}
