package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.SwfExecutionChange.CancelFailed;
import dev.stepwell.engine.record.SwfExecutionChange.CancelRequested;
import dev.stepwell.engine.record.SwfExecutionChange.Canceled;
import dev.stepwell.engine.record.SwfExecutionChange.CompleteFailed;
import dev.stepwell.engine.record.SwfExecutionChange.Completed;
import dev.stepwell.engine.record.SwfExecutionChange.ContinueAsNewFailed;
import dev.stepwell.engine.record.SwfExecutionChange.ContinuedAsNew;
import dev.stepwell.engine.record.SwfExecutionChange.FailFailed;
import dev.stepwell.engine.record.SwfExecutionChange.Failed;
import dev.stepwell.engine.record.SwfExecutionChange.Signaled;
import dev.stepwell.engine.record.SwfExecutionChange.Terminated;
import dev.stepwell.engine.record.SwfExecutionChange.TimedOut;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.Asker;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.TerminatedCause;
import dev.stepwell.execution.ports.UnknownRecordException;
import java.util.Optional;

/** What happens to a workflow execution of Amazon SWF as a whole. */
final class SwfExecutionChanges {
    private SwfExecutionChanges() {}

    static JournalFormat.SwfExecutionRecord write(SwfExecutionChange change, ValueWriter values) {
        JournalFormat.SwfExecutionRecord.Builder to = JournalFormat.SwfExecutionRecord.newBuilder();
        switch (change) {
            case Signaled c -> to.setSignaled(signaled(c, values));
            case CancelRequested c -> to.setCancelRequested(cancelRequested(c));
            case Completed c -> to.setCompleted(value(c.result(), c.completedEventId(), values));
            case CompleteFailed c -> to.setCompleteFailed(cause(c.cause(), c.completedEventId()));
            case Failed c -> to.setFailed(failed(c, values));
            case FailFailed c -> to.setFailFailed(cause(c.cause(), c.completedEventId()));
            case Canceled c -> to.setCanceled(value(c.details(), c.completedEventId(), values));
            case CancelFailed c -> to.setCancelFailed(cause(c.cause(), c.completedEventId()));
            case ContinuedAsNew c -> to.setContinuedAsNew(continued(c, values));
            case ContinueAsNewFailed c -> to.setContinueAsNewFailed(cause(c.cause(), c.completedEventId()));
            case TimedOut c ->
                to.setTimedOut(JournalFormat.SwfExecutionTimedOut.newBuilder()
                        .setChildPolicy(c.childPolicy().name()));
            case Terminated c -> to.setTerminated(terminated(c, values));
        }
        return to.build();
    }

    private static JournalFormat.SwfSignaled signaled(Signaled c, ValueWriter values) {
        JournalFormat.SwfSignaled.Builder out =
                JournalFormat.SwfSignaled.newBuilder().setName(c.name());
        c.input().ifPresent(input -> out.setInput(values.value(input)));
        Asker.decision(c.from()).map(SwfWords::initiator).ifPresent(out::setFrom);
        Asker.request(c.from()).ifPresent(out::setRequest);
        return out.build();
    }

    private static JournalFormat.SwfCancelRequested cancelRequested(CancelRequested c) {
        JournalFormat.SwfCancelRequested.Builder out =
                JournalFormat.SwfCancelRequested.newBuilder().setByPolicy(c.byPolicy());
        Asker.decision(c.from()).map(SwfWords::initiator).ifPresent(out::setFrom);
        Asker.request(c.from()).ifPresent(out::setRequest);
        return out.build();
    }

    private static JournalFormat.SwfValue value(Optional<Payload> value, long completed, ValueWriter values) {
        JournalFormat.SwfValue.Builder out = JournalFormat.SwfValue.newBuilder().setCompletedEventId(completed);
        value.ifPresent(v -> out.setValue(values.value(v)));
        return out.build();
    }

    private static JournalFormat.SwfCause cause(Enum<?> cause, long completed) {
        return JournalFormat.SwfCause.newBuilder()
                .setCause(cause.name())
                .setCompletedEventId(completed)
                .build();
    }

    private static JournalFormat.SwfFailure failed(Failed c, ValueWriter values) {
        JournalFormat.SwfFailure.Builder out =
                JournalFormat.SwfFailure.newBuilder().setCompletedEventId(c.completedEventId());
        c.reason().ifPresent(out::setReason);
        c.details().ifPresent(details -> out.setDetails(values.value(details)));
        return out.build();
    }

    private static JournalFormat.SwfContinuedAsNew continued(ContinuedAsNew c, ValueWriter values) {
        JournalFormat.SwfContinuedAsNew.Builder out = JournalFormat.SwfContinuedAsNew.newBuilder()
                .setRunId(c.runId())
                .setSettings(SwfWords.settings(c.settings()))
                .setCompletedEventId(c.completedEventId());
        c.input().ifPresent(input -> out.setInput(values.value(input)));
        return out.build();
    }

    private static JournalFormat.SwfTerminated terminated(Terminated c, ValueWriter values) {
        JournalFormat.SwfTerminated.Builder out = JournalFormat.SwfTerminated.newBuilder()
                .setChildPolicy(c.childPolicy().name())
                .setCause(c.cause().name());
        c.reason().ifPresent(out::setReason);
        c.details().ifPresent(details -> out.setDetails(values.value(details)));
        return out.build();
    }

    static SwfExecutionChange read(JournalFormat.SwfExecutionRecord in, ValueReader values) {
        return switch (Words.known(in).getChangeCase()) {
            case SIGNALED -> signaled(Words.known(in.getSignaled()), values);
            case CANCEL_REQUESTED -> cancelRequested(Words.known(in.getCancelRequested()));
            case COMPLETED ->
                new Completed(
                        value(in.getCompleted(), values), in.getCompleted().getCompletedEventId());
            case COMPLETE_FAILED ->
                new CompleteFailed(
                        close(in.getCompleteFailed()), in.getCompleteFailed().getCompletedEventId());
            case FAILED -> failed(Words.known(in.getFailed()), values);
            case FAIL_FAILED ->
                new FailFailed(close(in.getFailFailed()), in.getFailFailed().getCompletedEventId());
            case CANCELED ->
                new Canceled(value(in.getCanceled(), values), in.getCanceled().getCompletedEventId());
            case CANCEL_FAILED ->
                new CancelFailed(
                        close(in.getCancelFailed()), in.getCancelFailed().getCompletedEventId());
            case CONTINUED_AS_NEW -> continued(Words.known(in.getContinuedAsNew()), values);
            case CONTINUE_AS_NEW_FAILED -> continueFailed(Words.known(in.getContinueAsNewFailed()));
            case TIMED_OUT ->
                new TimedOut(SwfWords.word(
                        ChildPolicy.class, Words.known(in.getTimedOut()).getChildPolicy()));
            case TERMINATED -> terminated(Words.known(in.getTerminated()), values);
            case CHANGE_NOT_SET -> throw new UnknownRecordException("a kind of record of a workflow execution");
        };
    }

    private static Signaled signaled(JournalFormat.SwfSignaled c, ValueReader values) {
        return new Signaled(
                c.getName(),
                SwfWords.optional(c.hasInput(), c.getInput(), values),
                Asker.of(
                        SwfWords.optional(c.hasFrom(), c.getFrom()),
                        SwfWords.optional(c.hasRequest(), c.getRequest())));
    }

    private static CancelRequested cancelRequested(JournalFormat.SwfCancelRequested c) {
        return new CancelRequested(
                Asker.of(
                        SwfWords.optional(c.hasFrom(), c.getFrom()), SwfWords.optional(c.hasRequest(), c.getRequest())),
                c.getByPolicy());
    }

    private static Optional<Payload> value(JournalFormat.SwfValue c, ValueReader values) {
        Words.known(c);
        return SwfWords.optional(c.hasValue(), c.getValue(), values);
    }

    private static FailedCause.Close close(JournalFormat.SwfCause c) {
        return SwfWords.word(FailedCause.Close.class, Words.known(c).getCause());
    }

    private static ContinueAsNewFailed continueFailed(JournalFormat.SwfCause c) {
        return new ContinueAsNewFailed(
                SwfWords.word(FailedCause.ContinueAsNew.class, c.getCause()), c.getCompletedEventId());
    }

    private static Failed failed(JournalFormat.SwfFailure c, ValueReader values) {
        return new Failed(
                SwfWords.optional(c.hasReason(), c.getReason()),
                SwfWords.optional(c.hasDetails(), c.getDetails(), values),
                c.getCompletedEventId());
    }

    private static ContinuedAsNew continued(JournalFormat.SwfContinuedAsNew c, ValueReader values) {
        return new ContinuedAsNew(
                c.getRunId(),
                SwfWords.settings(c.getSettings()),
                SwfWords.optional(c.hasInput(), c.getInput(), values),
                c.getCompletedEventId());
    }

    private static Terminated terminated(JournalFormat.SwfTerminated c, ValueReader values) {
        return new Terminated(
                SwfWords.optional(c.hasReason(), c.getReason()),
                SwfWords.optional(c.hasDetails(), c.getDetails(), values),
                SwfWords.word(ChildPolicy.class, c.getChildPolicy()),
                SwfWords.word(TerminatedCause.class, c.getCause()));
    }
}
