package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.record.SwfChildChange.Canceled;
import dev.stepwell.engine.record.SwfChildChange.Child;
import dev.stepwell.engine.record.SwfChildChange.Completed;
import dev.stepwell.engine.record.SwfChildChange.Failed;
import dev.stepwell.engine.record.SwfChildChange.Initiated;
import dev.stepwell.engine.record.SwfChildChange.StartFailed;
import dev.stepwell.engine.record.SwfChildChange.Started;
import dev.stepwell.engine.record.SwfChildChange.Terminated;
import dev.stepwell.engine.record.SwfChildChange.TimedOut;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.Initiator;
import dev.stepwell.execution.ports.UnknownRecordException;
import java.util.Optional;

/** What happens to children of workflow executions. */
final class SwfChildChanges {
    private SwfChildChanges() {}

    static JournalFormat.SwfChildRecord write(SwfChildChange change, ValueWriter values) {
        JournalFormat.SwfChildRecord.Builder to = JournalFormat.SwfChildRecord.newBuilder();
        switch (change) {
            case Initiated c -> to.setInitiated(initiated(c, values));
            case StartFailed c -> to.setStartFailed(startFailed(c, values));
            case Started c -> to.setStarted(event(c.child(), 0));
            case Completed c -> to.setCompleted(event(c.child(), c.startedEventId(), c.result(), values));
            case Failed c -> {
                JournalFormat.SwfChildEvent.Builder out = event(c.child(), c.startedEventId(), c.details(), values);
                c.reason().ifPresent(out::setReason);
                to.setFailed(out);
            }
            case TimedOut c -> to.setTimedOut(event(c.child(), c.startedEventId()));
            case Canceled c -> to.setCanceled(event(c.child(), c.startedEventId(), c.details(), values));
            case Terminated c -> to.setTerminated(event(c.child(), c.startedEventId()));
        }
        return to.build();
    }

    private static JournalFormat.SwfChildInitiated initiated(Initiated c, ValueWriter values) {
        JournalFormat.SwfChildInitiated.Builder out = JournalFormat.SwfChildInitiated.newBuilder()
                .setWorkflowId(c.workflowId())
                .setSettings(SwfWords.settings(c.settings()))
                .setCompletedEventId(c.completedEventId());
        c.control().ifPresent(control -> out.setControl(values.value(control)));
        c.input().ifPresent(input -> out.setInput(values.value(input)));
        return out.build();
    }

    private static JournalFormat.SwfChildStartFailed startFailed(StartFailed c, ValueWriter values) {
        JournalFormat.SwfChildStartFailed.Builder out = JournalFormat.SwfChildStartFailed.newBuilder()
                .setWorkflowId(c.workflowId())
                .setType(SwfWords.type(c.type()))
                .setCause(c.cause().name())
                .setInitiatedEventId(c.initiatedEventId())
                .setCompletedEventId(c.completedEventId());
        c.control().ifPresent(control -> out.setControl(values.value(control)));
        return out.build();
    }

    private static JournalFormat.SwfChildEvent.Builder event(Child child, long started) {
        return JournalFormat.SwfChildEvent.newBuilder()
                .setChild(SwfWords.execution(child.execution(), child.initiatedEventId()))
                .setType(SwfWords.type(child.type()))
                .setStartedEventId(started);
    }

    private static JournalFormat.SwfChildEvent.Builder event(
            Child child, long started, Optional<Payload> value, ValueWriter values) {
        JournalFormat.SwfChildEvent.Builder out = event(child, started);
        value.ifPresent(v -> out.setValue(values.value(v)));
        return out;
    }

    static SwfChildChange read(JournalFormat.SwfChildRecord in, ValueReader values) {
        return switch (Words.known(in).getChangeCase()) {
            case INITIATED -> initiated(Words.known(in.getInitiated()), values);
            case START_FAILED -> startFailed(Words.known(in.getStartFailed()), values);
            case STARTED -> new Started(child(in.getStarted()));
            case COMPLETED ->
                new Completed(
                        child(in.getCompleted()),
                        in.getCompleted().getStartedEventId(),
                        value(in.getCompleted(), values));
            case FAILED -> failed(in.getFailed(), values);
            case TIMED_OUT ->
                new TimedOut(child(in.getTimedOut()), in.getTimedOut().getStartedEventId());
            case CANCELED ->
                new Canceled(
                        child(in.getCanceled()), in.getCanceled().getStartedEventId(), value(in.getCanceled(), values));
            case TERMINATED ->
                new Terminated(child(in.getTerminated()), in.getTerminated().getStartedEventId());
            case CHANGE_NOT_SET -> throw new UnknownRecordException("a kind of record of a child");
        };
    }

    private static Initiated initiated(JournalFormat.SwfChildInitiated c, ValueReader values) {
        return new Initiated(
                c.getWorkflowId(),
                SwfWords.settings(c.getSettings()),
                SwfWords.optional(c.hasControl(), c.getControl(), values),
                SwfWords.optional(c.hasInput(), c.getInput(), values),
                c.getCompletedEventId());
    }

    private static StartFailed startFailed(JournalFormat.SwfChildStartFailed c, ValueReader values) {
        return new StartFailed(
                c.getWorkflowId(),
                SwfWords.type(c.getType()),
                SwfWords.word(FailedCause.StartChild.class, c.getCause()),
                SwfWords.optional(c.hasControl(), c.getControl(), values),
                c.getInitiatedEventId(),
                c.getCompletedEventId());
    }

    private static Failed failed(JournalFormat.SwfChildEvent c, ValueReader values) {
        return new Failed(
                child(c), c.getStartedEventId(), SwfWords.optional(c.hasReason(), c.getReason()), value(c, values));
    }

    private static Child child(JournalFormat.SwfChildEvent c) {
        Initiator child = SwfWords.initiator(Words.known(c).getChild());
        return new Child(child.execution(), SwfWords.type(c.getType()), child.initiatedEventId());
    }

    private static Optional<Payload> value(JournalFormat.SwfChildEvent c, ValueReader values) {
        return SwfWords.optional(c.hasValue(), c.getValue(), values);
    }
}
