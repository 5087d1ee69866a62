package dev.stepwell.engine.swf;

import static dev.stepwell.engine.swf.Transitions.line;

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
import dev.stepwell.engine.workflow.CloseStatus;
import java.util.Optional;

/** The one way a run changes (law 1). */
final class SwfFold {
    static final Transitions<Phase> TABLE = Transitions.of(
            line(Phase.OPEN, SwfExecutionChange.Signaled.class, Phase.OPEN),
            line(Phase.OPEN, SwfExecutionChange.CancelRequested.class, Phase.OPEN),
            line(Phase.OPEN, SwfExecutionChange.CompleteFailed.class, Phase.OPEN),
            line(Phase.OPEN, SwfExecutionChange.FailFailed.class, Phase.OPEN),
            line(Phase.OPEN, SwfExecutionChange.CancelFailed.class, Phase.OPEN),
            line(Phase.OPEN, SwfExecutionChange.ContinueAsNewFailed.class, Phase.OPEN),
            line(Phase.OPEN, SwfExecutionChange.Completed.class, Phase.CLOSED),
            line(Phase.OPEN, SwfExecutionChange.Failed.class, Phase.CLOSED),
            line(Phase.OPEN, SwfExecutionChange.Canceled.class, Phase.CLOSED),
            line(Phase.OPEN, SwfExecutionChange.ContinuedAsNew.class, Phase.CLOSED),
            line(Phase.OPEN, SwfExecutionChange.TimedOut.class, Phase.CLOSED),
            line(Phase.OPEN, SwfExecutionChange.Terminated.class, Phase.CLOSED));

    /** Whether a run has ended (Amazon SWF API reference, ExecutionStatus). */
    enum Phase {
        OPEN,
        CLOSED
    }

    private SwfFold() {}

    static Phase phase(SwfRun run) {
        return run.closeStatus.isPresent() ? Phase.CLOSED : Phase.OPEN;
    }

    static void apply(SwfRun run, JournalRecord record) {
        if (record.seq() != run.seq + 1) {
            throw new IllegalStateException("record " + record.seq() + " does not follow " + run.seq);
        }
        if (record.isEvent() && record.eventId() != run.lastEvent + 1) {
            throw new IllegalStateException("event " + record.eventId() + " does not follow " + run.lastEvent);
        }
        run.seq = record.seq();
        run.lastEvent = record.isEvent() ? record.eventId() : run.lastEvent;
        switch (record.change()) {
            case ExecutionChange.Started started -> start(run, record, started);
            case SwfChange change -> apply(run, record, change);
            case ExecutionChange change -> throw foreign(change);
            case PauseChange change -> throw foreign(change);
            case StateChange change -> throw foreign(change);
            case TaskChange change -> throw foreign(change);
            case FanOutChange change -> throw foreign(change);
            case MapRunChange change -> throw foreign(change);
        }
    }

    private static IllegalStateException foreign(Change change) {
        return new IllegalStateException(
                "not of a workflow execution: " + change.getClass().getSimpleName());
    }

    private static void start(SwfRun run, JournalRecord record, ExecutionChange.Started started) {
        run.facts = started.facts();
        run.startedAt = record.at();
        run.taskList = run.settings().taskList();
        run.unseen = true;
    }

    private static void apply(SwfRun run, JournalRecord record, SwfChange change) {
        switch (change) {
            case SwfExecutionChange c -> execution(run, record, c);
            case DecisionTaskChange c -> DecisionTask.apply(run, record, c);
            case SwfActivityChange c -> ActivityTask.apply(run, record, c);
            case SwfTimerChange c -> Timer.apply(run, record, c);
            case SwfChildChange c -> Child.apply(run, record, c);
            case SwfExternalChange c -> External.apply(run, record, c);
            case SwfLambdaChange c -> LambdaTask.apply(run, record, c);
            case SwfMarkerChange.Recorded ignored -> {} // its writer knows of it
            case SwfMarkerChange.RecordFailed ignored -> run.unseen = true;
        }
    }

    private static void execution(SwfRun run, JournalRecord record, SwfExecutionChange change) {
        TABLE.next(phase(run), change);
        switch (change) {
            case SwfExecutionChange.Signaled c -> c.from().ifPresent(from -> run.heard.add(from, record.at()));
            case SwfExecutionChange.CancelRequested c -> {
                c.from().filter(from -> !c.byPolicy()).ifPresent(from -> run.heard.add(from, record.at()));
                run.cancelRequested = true;
            }
            case SwfExecutionChange.CompleteFailed ignored -> {}
            case SwfExecutionChange.FailFailed ignored -> {}
            case SwfExecutionChange.CancelFailed ignored -> {}
            case SwfExecutionChange.ContinueAsNewFailed ignored -> {}
            case SwfExecutionChange.Ending ending -> {
                end(run, record, ending);
                return;
            }
        }
        run.unseen = true;
    }

    private static void end(SwfRun run, JournalRecord record, SwfExecutionChange.Ending ending) {
        run.closeStatus = Optional.of(statusOf(ending));
        run.continuedAs =
                ending instanceof SwfExecutionChange.ContinuedAsNew next ? Optional.of(next.runId()) : Optional.empty();
        run.stoppedAt = record.at();
        run.decisionTask = null;
        run.unseen = false;
        run.activities.clear();
        run.timers.clear();
        run.lambdas.clear();
        run.children.values().removeIf(child -> child.phase() != Child.Phase.INITIATED); // the rest is Unsent
    }

    static CloseStatus statusOf(SwfExecutionChange.Ending ending) {
        return switch (ending) {
            case SwfExecutionChange.Completed ignored -> CloseStatus.COMPLETED;
            case SwfExecutionChange.Failed ignored -> CloseStatus.FAILED;
            case SwfExecutionChange.Canceled ignored -> CloseStatus.CANCELED;
            case SwfExecutionChange.ContinuedAsNew ignored -> CloseStatus.CONTINUED_AS_NEW;
            case SwfExecutionChange.TimedOut ignored -> CloseStatus.TIMED_OUT;
            case SwfExecutionChange.Terminated ignored -> CloseStatus.TERMINATED;
        };
    }
}
