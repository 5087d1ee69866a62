package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.record.SwfLambdaChange;
import dev.stepwell.engine.record.SwfLambdaChange.Completed;
import dev.stepwell.engine.record.SwfLambdaChange.Failed;
import dev.stepwell.engine.record.SwfLambdaChange.ScheduleFailed;
import dev.stepwell.engine.record.SwfLambdaChange.Scheduled;
import dev.stepwell.engine.record.SwfLambdaChange.StartFailed;
import dev.stepwell.engine.record.SwfLambdaChange.Started;
import dev.stepwell.engine.record.SwfLambdaChange.TimedOut;
import dev.stepwell.execution.ports.UnknownRecordException;
import java.util.Optional;

/** What happens to Lambda tasks of Amazon SWF. */
final class SwfLambdaChanges {
    private static final String START_TO_CLOSE = "START_TO_CLOSE";

    private SwfLambdaChanges() {}

    static JournalFormat.SwfLambdaRecord write(SwfLambdaChange change, ValueWriter values) {
        JournalFormat.SwfLambdaRecord.Builder to = JournalFormat.SwfLambdaRecord.newBuilder();
        switch (change) {
            case Scheduled c -> to.setScheduled(scheduled(c, values));
            case ScheduleFailed c ->
                to.setScheduleFailed(JournalFormat.SwfLambdaScheduleFailed.newBuilder()
                        .setId(c.id())
                        .setName(c.name())
                        .setCause(c.cause().name())
                        .setCompletedEventId(c.completedEventId()));
            case Started c -> to.setStarted(DecisionTaskChanges.started(c.scheduledEventId(), Optional.empty(), 0));
            case StartFailed c ->
                to.setStartFailed(JournalFormat.SwfLambdaStartFailed.newBuilder()
                        .setScheduledEventId(c.scheduledEventId())
                        .setCause(c.cause().name())
                        .setMessage(c.message()));
            case Completed c ->
                to.setCompleted(
                        SwfActivityChanges.completed(c.scheduledEventId(), c.startedEventId(), c.result(), values));
            case Failed c ->
                to.setFailed(SwfActivityChanges.failed(
                        c.scheduledEventId(), c.startedEventId(), c.reason(), c.details(), values));
            case TimedOut c ->
                to.setTimedOut(JournalFormat.SwfTaskTimedOut.newBuilder()
                        .setLimit(START_TO_CLOSE)
                        .setScheduledEventId(c.scheduledEventId())
                        .setStartedEventId(c.startedEventId()));
        }
        return to.build();
    }

    private static JournalFormat.SwfLambdaScheduled scheduled(Scheduled c, ValueWriter values) {
        JournalFormat.SwfLambdaScheduled.Builder out = JournalFormat.SwfLambdaScheduled.newBuilder()
                .setId(c.id())
                .setName(c.name())
                .setCompletedEventId(c.completedEventId());
        c.control().ifPresent(control -> out.setControl(values.value(control)));
        c.input().ifPresent(input -> out.setInput(values.value(input)));
        c.startToClose().map(SwfWords::timeout).ifPresent(out::setStartToClose);
        return out.build();
    }

    static SwfLambdaChange read(JournalFormat.SwfLambdaRecord in, ValueReader values) {
        return switch (Words.known(in).getChangeCase()) {
            case SCHEDULED -> scheduled(Words.known(in.getScheduled()), values);
            case SCHEDULE_FAILED -> scheduleFailed(Words.known(in.getScheduleFailed()));
            case STARTED -> new Started(Words.known(in.getStarted()).getScheduledEventId());
            case START_FAILED -> startFailed(Words.known(in.getStartFailed()));
            case COMPLETED -> completed(Words.known(in.getCompleted()), values);
            case FAILED -> failed(Words.known(in.getFailed()), values);
            case TIMED_OUT -> timedOut(Words.known(in.getTimedOut()));
            case CHANGE_NOT_SET -> throw new UnknownRecordException("a kind of record of a Lambda task");
        };
    }

    private static Scheduled scheduled(JournalFormat.SwfLambdaScheduled c, ValueReader values) {
        return new Scheduled(
                c.getId(),
                c.getName(),
                SwfWords.optional(c.hasControl(), c.getControl(), values),
                SwfWords.optional(c.hasInput(), c.getInput(), values),
                SwfWords.optional(c.hasStartToClose(), c.getStartToClose()),
                c.getCompletedEventId());
    }

    private static ScheduleFailed scheduleFailed(JournalFormat.SwfLambdaScheduleFailed c) {
        return new ScheduleFailed(
                c.getId(),
                c.getName(),
                SwfWords.word(FailedCause.ScheduleLambda.class, c.getCause()),
                c.getCompletedEventId());
    }

    private static StartFailed startFailed(JournalFormat.SwfLambdaStartFailed c) {
        return new StartFailed(
                c.getScheduledEventId(), SwfWords.word(FailedCause.StartLambda.class, c.getCause()), c.getMessage());
    }

    private static Completed completed(JournalFormat.SwfTaskCompleted c, ValueReader values) {
        return new Completed(
                c.getScheduledEventId(),
                c.getStartedEventId(),
                SwfWords.optional(c.hasResult(), c.getResult(), values));
    }

    private static Failed failed(JournalFormat.SwfTaskFailed c, ValueReader values) {
        return new Failed(
                c.getScheduledEventId(),
                c.getStartedEventId(),
                SwfWords.optional(c.hasReason(), c.getReason()),
                SwfWords.optional(c.hasDetails(), c.getDetails(), values));
    }

    private static TimedOut timedOut(JournalFormat.SwfTaskTimedOut c) {
        if (!c.getLimit().equals(START_TO_CLOSE)) {
            throw new UnknownRecordException("a time-out of a Lambda task");
        }
        return new TimedOut(c.getScheduledEventId(), c.getStartedEventId());
    }
}
