package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.engine.record.SwfLambdaChange;
import dev.stepwell.engine.record.SwfMarkerChange;
import dev.stepwell.engine.record.SwfTimerChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.workflow.Asker;
import dev.stepwell.engine.workflow.TerminatedCause;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import java.util.Optional;

/** Notes what runs of workflows go through. */
final class WorkflowMarks {
    private final Marks marks;

    WorkflowMarks(Marks marks) {
        this.marks = marks;
    }

    void see(TurnCommit turn, WorkflowShadow shadow) {
        for (JournalRecord record : turn.records()) {
            mark(record.change(), shadow).ifPresent(marks::reach);
        }
        for (Effect effect : turn.rows()) {
            if (effect instanceof SwfEffect.NoteUnsent) {
                marks.reach(Mark.ENDED_WITH_SOMETHING_UNSENT);
            } else if (effect instanceof SwfEffect.ForwardPolicy) {
                marks.reach(Mark.POLICY_FORWARDED);
            }
        }
    }

    private static Optional<Mark> mark(Change change, WorkflowShadow shadow) {
        return Optional.ofNullable(
                switch (change) {
                    case SwfExecutionChange.Completed c -> Mark.WORKFLOW_COMPLETED;
                    case SwfExecutionChange.Failed c -> Mark.WORKFLOW_FAILED;
                    case SwfExecutionChange.Canceled c -> Mark.WORKFLOW_CANCELED;
                    case SwfExecutionChange.TimedOut c -> Mark.WORKFLOW_TIMED_OUT;
                    case SwfExecutionChange.ContinuedAsNew c -> Mark.CONTINUED_AS_NEW;
                    case SwfExecutionChange.Terminated c ->
                        c.cause() == TerminatedCause.CHILD_POLICY_APPLIED
                                ? Mark.TERMINATED_BY_POLICY
                                : Mark.WORKFLOW_TERMINATED;
                    case SwfExecutionChange.CompleteFailed c -> Mark.END_WITH_SOMETHING_UNSEEN;
                    case SwfExecutionChange.ContinueAsNewFailed c -> Mark.CONTINUATION_WITH_SOMETHING_UNSEEN;
                    case SwfExecutionChange.CancelRequested c ->
                        c.byPolicy()
                                ? Mark.CANCEL_REQUESTED_BY_POLICY
                                : Asker.decision(c.from()).isPresent()
                                        ? Mark.CANCEL_BETWEEN_RUNS
                                        : Mark.CANCEL_FROM_OUTSIDE;
                    case SwfExecutionChange.Signaled c ->
                        Asker.decision(c.from()).isPresent() ? Mark.SIGNAL_BETWEEN_RUNS : Mark.SIGNAL_FROM_OUTSIDE;
                    case DecisionTaskChange.TimedOut c ->
                        c.limit() == DecisionTaskChange.Limit.START_TO_CLOSE
                                ? Mark.DECISION_TIMED_OUT
                                : Mark.DECISION_NOT_TAKEN;
                    case SwfActivityChange.TimedOut c -> timedOut(c.limit());
                    case SwfActivityChange.Canceled c ->
                        c.startedEventId() == 0 ? Mark.ACTIVITY_CANCELED_UNBEGUN : Mark.ACTIVITY_CANCELED;
                    case SwfActivityChange.Failed c -> Mark.ACTIVITY_FAILED;
                    case SwfTimerChange.Fired c -> Mark.TIMER_FIRED;
                    case SwfTimerChange.Canceled c -> Mark.TIMER_CANCELED;
                    case SwfMarkerChange.Recorded c -> Mark.MARKER_RECORDED;
                    case SwfLambdaChange.Completed c -> Mark.FUNCTION_OF_WORKFLOW;
                    case SwfChildChange.Completed c -> Mark.CHILD_COMPLETED;
                    case SwfChildChange.TimedOut c -> Mark.CHILD_TIMED_OUT;
                    case SwfChildChange.Canceled c -> Mark.CHILD_CANCELED;
                    case SwfExternalChange.Addressed c -> addressed(c, shadow);
                    case SwfExternalChange.SignalFailed c -> Mark.SIGNAL_TO_NOBODY;
                    default -> null;
                });
    }

    private static Mark addressed(SwfExternalChange.Addressed addressed, WorkflowShadow shadow) {
        long times = shadow.records.stream()
                .filter(record -> record.change() instanceof SwfExternalChange.Addressed c
                        && c.initiatedEventId() == addressed.initiatedEventId())
                .count();
        return times > 1 ? Mark.ADDRESSED_ANEW : Mark.ADDRESSED;
    }

    private static Mark timedOut(SwfActivityChange.Limit limit) {
        return switch (limit) {
            case HEARTBEAT -> Mark.ACTIVITY_WENT_QUIET;
            case SCHEDULE_TO_START -> Mark.ACTIVITY_NOT_TAKEN;
            case START_TO_CLOSE, SCHEDULE_TO_CLOSE -> Mark.ACTIVITY_TIMED_OUT;
        };
    }
}
