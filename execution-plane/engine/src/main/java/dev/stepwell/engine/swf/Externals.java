package dev.stepwell.engine.swf;

import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.record.FailedCause.CancelExternal;
import dev.stepwell.engine.record.FailedCause.SignalExternal;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.engine.record.SwfExternalChange.CancelInitiated;
import dev.stepwell.engine.record.SwfExternalChange.SignalInitiated;
import dev.stepwell.engine.record.SwfExternalChange.Target;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.workflow.WorkflowExecution;
import java.util.Optional;

/** Signals, and requests to cancel, that decisions send to other executions. */
final class Externals {
    private Externals() {}

    static void signal(
            SwfTurn t, Decision.SignalExternalWorkflowExecution d, Admission admission, long completedEventId) {
        Target target = new Target(d.workflowId(), d.runId());
        Optional<SignalExternal> cause = Decisions.refusal(
                admission,
                SignalExternal.OPERATION_NOT_PERMITTED,
                SignalExternal.SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED);
        if (cause.isPresent()) {
            t.event(new SwfExternalChange.SignalFailed(target, cause.get(), d.control(), 0, completedEventId));
            return;
        }
        long eventId = t.event(new SignalInitiated(target, d.signalName(), d.input(), d.control(), completedEventId));
        send(t.run.external(eventId)).ifPresent(t::effect);
    }

    static void cancel(
            SwfTurn t, Decision.RequestCancelExternalWorkflowExecution d, Admission admission, long completedEventId) {
        Target target = new Target(d.workflowId(), d.runId());
        Optional<CancelExternal> cause = Decisions.refusal(
                admission,
                CancelExternal.OPERATION_NOT_PERMITTED,
                CancelExternal.REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED);
        if (cause.isPresent()) {
            t.event(new SwfExternalChange.CancelFailed(target, cause.get(), d.control(), 0, completedEventId));
            return;
        }
        long eventId = t.event(new CancelInitiated(target, d.control(), completedEventId));
        send(t.run.external(eventId)).ifPresent(t::effect);
    }

    /** What has to be asked for until it is known to have arrived. */
    static Optional<Effect> send(External external) {
        if (external.initiated() instanceof SignalInitiated c) {
            return Optional.of(new SwfEffect.SignalExternal(
                    external.eventId(),
                    c.target().workflowId(),
                    c.target().runId(),
                    external.chosen(),
                    c.signalName(),
                    c.input()));
        }
        if (external.initiated() instanceof CancelInitiated c) {
            return Optional.of(new SwfEffect.RequestCancelExternal(
                    external.eventId(), c.target().workflowId(), c.target().runId(), external.chosen()));
        }
        return Optional.empty();
    }

    /**
     * The run that something goes to is known now, and the next commit keeps it; then it is sent. Does nothing when the choice is not the
     * first one and not instead of the one that stands. A run that has ended chooses as well: this is no event, so its history stays as it is.
     */
    static void choose(SwfTurn t, SwfInput.ExternalChosen choice) {
        External external = t.run.externals.get(choice.initiatedEventId());
        if (external == null || !external.chosen().equals(choice.insteadOf())) {
            return;
        }
        t.note(new SwfExternalChange.Addressed(
                new WorkflowExecution(target(external).workflowId(), choice.runId()), external.eventId()));
        send(t.run.external(external.eventId())).ifPresent(t::effect);
    }

    private static Target target(External external) {
        return switch (external.initiated()) {
            case SignalInitiated c -> c.target();
            case CancelInitiated c -> c.target();
            default -> throw new IllegalStateException("not on its way: " + external);
        };
    }

    static void done(SwfTurn t, SwfInput.ExternalDone done) {
        External external = t.run.externals.get(done.initiatedEventId());
        if (external == null) {
            return;
        }
        if (external.initiated() instanceof SignalInitiated c) {
            t.event(new SwfExternalChange.Signaled(
                    new WorkflowExecution(c.target().workflowId(), done.runId()), external.eventId()));
        } else if (external.initiated() instanceof CancelInitiated c) {
            t.event(new SwfExternalChange.CancelRequested(
                    new WorkflowExecution(c.target().workflowId(), done.runId()), external.eventId()));
        }
    }

    static void unknown(SwfTurn t, SwfInput.ExternalUnknown unknown) {
        External external = t.run.externals.get(unknown.initiatedEventId());
        if (external == null) {
            return;
        }
        if (external.initiated() instanceof SignalInitiated c) {
            t.event(new SwfExternalChange.SignalFailed(
                    c.target(),
                    SignalExternal.UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION,
                    c.control(),
                    external.eventId(),
                    c.completedEventId()));
        } else if (external.initiated() instanceof CancelInitiated c) {
            t.event(new SwfExternalChange.CancelFailed(
                    c.target(),
                    CancelExternal.UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION,
                    c.control(),
                    external.eventId(),
                    c.completedEventId()));
        }
    }
}
