package dev.stepwell.engine.swf;

import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.record.FailedCause.ContinueAsNew;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.workflow.SwfType;
import java.util.Optional;
import java.util.UUID;

/** The four decisions that end a run. Each fails when something has happened that its decider has not seen. */
final class Closing {
    private static final long VERSION_7 = 0x7000L;
    private static final long RANDOM_HIGH = 0x0FFFL;
    private static final long RANDOM_LOW = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SwfTurn t;
    private final long completedEventId;

    Closing(SwfTurn t, long completedEventId) {
        this.t = t;
        this.completedEventId = completedEventId;
    }

    void take(Decision.Closing decision, Admission admission) {
        Optional<FailedCause.Close> cause = Decisions.refusal(
                        admission, FailedCause.Close.OPERATION_NOT_PERMITTED, null)
                .or(() -> t.run.unseen ? Optional.of(FailedCause.Close.UNHANDLED_DECISION) : Optional.empty());
        switch (decision) {
            case Decision.CompleteWorkflowExecution d -> {
                if (cause.isPresent()) {
                    t.event(new SwfExecutionChange.CompleteFailed(cause.get(), completedEventId));
                } else {
                    Ending.end(t, new SwfExecutionChange.Completed(d.result(), completedEventId));
                }
            }
            case Decision.FailWorkflowExecution d -> {
                if (cause.isPresent()) {
                    t.event(new SwfExecutionChange.FailFailed(cause.get(), completedEventId));
                } else {
                    Ending.end(t, new SwfExecutionChange.Failed(d.reason(), d.details(), completedEventId));
                }
            }
            case Decision.CancelWorkflowExecution d -> {
                if (cause.isPresent()) {
                    t.event(new SwfExecutionChange.CancelFailed(cause.get(), completedEventId));
                } else {
                    Ending.end(t, new SwfExecutionChange.Canceled(d.details(), completedEventId));
                }
            }
            case Decision.ContinueAsNewWorkflowExecution d -> continueAsNew(d, admission);
        }
    }

    /** The new run has the workflow id, the parent and the type's name of this one; all else is the decision's or the type's. */
    private void continueAsNew(Decision.ContinueAsNewWorkflowExecution d, Admission admission) {
        SwfType type = t.run.settings().type();
        SwfType next = new SwfType(type.name(), d.version().orElse(type.version()));
        Settling settling = Settling.of(next, d.options(), d.tags(), d.registered());
        Optional<ContinueAsNew> cause = Decisions.refusal(
                        admission,
                        ContinueAsNew.OPERATION_NOT_PERMITTED,
                        ContinueAsNew.CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED)
                .or(() -> t.run.unseen ? Optional.of(ContinueAsNew.UNHANDLED_DECISION) : Optional.empty())
                .or(() -> settling instanceof Settling.Lacking lacking
                        ? Optional.of(lacking.lack().as(ContinueAsNew.class))
                        : Optional.empty());
        if (cause.isEmpty() && settling instanceof Settling.Settled settled) {
            String runId = newRunId();
            Effect successor = new SwfEffect.Succeed(runId, settled.settings(), d.input());
            Ending.end(
                    t, new SwfExecutionChange.ContinuedAsNew(runId, settled.settings(), d.input(), completedEventId));
            t.effect(successor);
        } else {
            t.event(new SwfExecutionChange.ContinueAsNewFailed(cause.orElseThrow(), completedEventId));
        }
    }

    /** A UUID of version 7 of the turn's time and chance (RFC 9562, section 5.7): a turn that is done again has the same. */
    private String newRunId() {
        long high = (t.turn.now().toEpochMilli() << 16) | VERSION_7 | (t.random.nextLong() & RANDOM_HIGH);
        return new UUID(high, (t.random.nextLong() & RANDOM_LOW) | VARIANT).toString();
    }
}
