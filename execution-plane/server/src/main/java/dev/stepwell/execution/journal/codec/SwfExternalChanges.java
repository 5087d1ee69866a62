package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.engine.record.SwfExternalChange.Addressed;
import dev.stepwell.engine.record.SwfExternalChange.CancelFailed;
import dev.stepwell.engine.record.SwfExternalChange.CancelInitiated;
import dev.stepwell.engine.record.SwfExternalChange.CancelRequested;
import dev.stepwell.engine.record.SwfExternalChange.SignalFailed;
import dev.stepwell.engine.record.SwfExternalChange.SignalInitiated;
import dev.stepwell.engine.record.SwfExternalChange.Signaled;
import dev.stepwell.engine.record.SwfExternalChange.Target;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.Initiator;
import dev.stepwell.execution.ports.UnknownRecordException;
import java.util.Optional;

/** What workflow executions do to others. */
final class SwfExternalChanges {
    private SwfExternalChanges() {}

    static JournalFormat.SwfExternalRecord write(SwfExternalChange change, ValueWriter values) {
        JournalFormat.SwfExternalRecord.Builder to = JournalFormat.SwfExternalRecord.newBuilder();
        switch (change) {
            case SignalInitiated c -> {
                JournalFormat.SwfExternalInitiated.Builder out =
                        initiated(c.target(), c.control(), c.completedEventId(), values);
                c.input().ifPresent(input -> out.setInput(values.value(input)));
                to.setSignalInitiated(out.setSignalName(c.signalName()));
            }
            case SignalFailed c ->
                to.setSignalFailed(failed(c.target(), c.cause(), c.control(), values)
                        .setInitiatedEventId(c.initiatedEventId())
                        .setCompletedEventId(c.completedEventId()));
            case Signaled c -> to.setSignaled(SwfWords.execution(c.execution(), c.initiatedEventId()));
            case CancelInitiated c ->
                to.setCancelInitiated(initiated(c.target(), c.control(), c.completedEventId(), values));
            case CancelFailed c ->
                to.setCancelFailed(failed(c.target(), c.cause(), c.control(), values)
                        .setInitiatedEventId(c.initiatedEventId())
                        .setCompletedEventId(c.completedEventId()));
            case Addressed c -> to.setAddressed(SwfWords.execution(c.execution(), c.initiatedEventId()));
            case CancelRequested c -> to.setCancelRequested(SwfWords.execution(c.execution(), c.initiatedEventId()));
        }
        return to.build();
    }

    private static JournalFormat.SwfExternalInitiated.Builder initiated(
            Target target, Optional<Payload> control, long completed, ValueWriter values) {
        JournalFormat.SwfExternalInitiated.Builder out = JournalFormat.SwfExternalInitiated.newBuilder()
                .setWorkflowId(target.workflowId())
                .setCompletedEventId(completed);
        target.runId().ifPresent(out::setRunId);
        control.ifPresent(c -> out.setControl(values.value(c)));
        return out;
    }

    private static JournalFormat.SwfExternalFailed.Builder failed(
            Target target, Enum<?> cause, Optional<Payload> control, ValueWriter values) {
        JournalFormat.SwfExternalFailed.Builder out = JournalFormat.SwfExternalFailed.newBuilder()
                .setWorkflowId(target.workflowId())
                .setCause(cause.name());
        target.runId().ifPresent(out::setRunId);
        control.ifPresent(c -> out.setControl(values.value(c)));
        return out;
    }

    static SwfExternalChange read(JournalFormat.SwfExternalRecord in, ValueReader values) {
        return switch (Words.known(in).getChangeCase()) {
            case SIGNAL_INITIATED -> signalInitiated(Words.known(in.getSignalInitiated()), values);
            case SIGNAL_FAILED -> signalFailed(Words.known(in.getSignalFailed()), values);
            case SIGNALED -> {
                Initiator done = SwfWords.initiator(in.getSignaled());
                yield new Signaled(done.execution(), done.initiatedEventId());
            }
            case CANCEL_INITIATED -> cancelInitiated(Words.known(in.getCancelInitiated()), values);
            case CANCEL_FAILED -> cancelFailed(Words.known(in.getCancelFailed()), values);
            case CANCEL_REQUESTED -> {
                Initiator done = SwfWords.initiator(in.getCancelRequested());
                yield new CancelRequested(done.execution(), done.initiatedEventId());
            }
            case ADDRESSED -> {
                Initiator chosen = SwfWords.initiator(in.getAddressed());
                yield new Addressed(chosen.execution(), chosen.initiatedEventId());
            }
            case CHANGE_NOT_SET -> throw new UnknownRecordException("a kind of record of an external execution");
        };
    }

    private static SignalInitiated signalInitiated(JournalFormat.SwfExternalInitiated c, ValueReader values) {
        return new SignalInitiated(
                target(c),
                c.getSignalName(),
                SwfWords.optional(c.hasInput(), c.getInput(), values),
                SwfWords.optional(c.hasControl(), c.getControl(), values),
                c.getCompletedEventId());
    }

    private static CancelInitiated cancelInitiated(JournalFormat.SwfExternalInitiated c, ValueReader values) {
        return new CancelInitiated(
                target(c), SwfWords.optional(c.hasControl(), c.getControl(), values), c.getCompletedEventId());
    }

    private static SignalFailed signalFailed(JournalFormat.SwfExternalFailed c, ValueReader values) {
        return new SignalFailed(
                target(c),
                SwfWords.word(FailedCause.SignalExternal.class, c.getCause()),
                SwfWords.optional(c.hasControl(), c.getControl(), values),
                c.getInitiatedEventId(),
                c.getCompletedEventId());
    }

    private static CancelFailed cancelFailed(JournalFormat.SwfExternalFailed c, ValueReader values) {
        return new CancelFailed(
                target(c),
                SwfWords.word(FailedCause.CancelExternal.class, c.getCause()),
                SwfWords.optional(c.hasControl(), c.getControl(), values),
                c.getInitiatedEventId(),
                c.getCompletedEventId());
    }

    private static Target target(JournalFormat.SwfExternalInitiated c) {
        return new Target(c.getWorkflowId(), SwfWords.optional(c.hasRunId(), c.getRunId()));
    }

    private static Target target(JournalFormat.SwfExternalFailed c) {
        return new Target(c.getWorkflowId(), SwfWords.optional(c.hasRunId(), c.getRunId()));
    }
}
