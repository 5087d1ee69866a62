package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfActivityChange.BeatSeen;
import dev.stepwell.engine.record.SwfActivityChange.CancelFailed;
import dev.stepwell.engine.record.SwfActivityChange.CancelRequested;
import dev.stepwell.engine.record.SwfActivityChange.Canceled;
import dev.stepwell.engine.record.SwfActivityChange.Completed;
import dev.stepwell.engine.record.SwfActivityChange.Failed;
import dev.stepwell.engine.record.SwfActivityChange.Limit;
import dev.stepwell.engine.record.SwfActivityChange.ScheduleFailed;
import dev.stepwell.engine.record.SwfActivityChange.Scheduled;
import dev.stepwell.engine.record.SwfActivityChange.Started;
import dev.stepwell.engine.record.SwfActivityChange.Terms;
import dev.stepwell.engine.record.SwfActivityChange.TimedOut;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.ports.UnknownRecordException;
import java.util.Optional;

/** What happens to activity tasks of Amazon SWF, and what the ends of activity and Lambda tasks have in common. */
final class SwfActivityChanges {
    private SwfActivityChanges() {}

    static JournalFormat.SwfActivityRecord write(SwfActivityChange change, ValueWriter values) {
        JournalFormat.SwfActivityRecord.Builder to = JournalFormat.SwfActivityRecord.newBuilder();
        switch (change) {
            case Scheduled c -> to.setScheduled(scheduled(c, values));
            case ScheduleFailed c ->
                to.setScheduleFailed(JournalFormat.SwfActivityScheduleFailed.newBuilder()
                        .setType(SwfWords.type(c.type()))
                        .setActivityId(c.activityId())
                        .setCause(c.cause().name())
                        .setCompletedEventId(c.completedEventId()));
            case Started c -> to.setStarted(DecisionTaskChanges.started(c.scheduledEventId(), c.identity(), c.poll()));
            case Completed c ->
                to.setCompleted(completed(c.scheduledEventId(), c.startedEventId(), c.result(), values));
            case Failed c ->
                to.setFailed(failed(c.scheduledEventId(), c.startedEventId(), c.reason(), c.details(), values));
            case TimedOut c ->
                to.setTimedOut(
                        DecisionTaskChanges.timedOut(c.limit(), c.scheduledEventId(), c.startedEventId(), c.details()));
            case Canceled c -> to.setCanceled(canceled(c, values));
            case CancelRequested c ->
                to.setCancelRequested(JournalFormat.SwfActivityCancelRequested.newBuilder()
                        .setActivityId(c.activityId())
                        .setScheduledEventId(c.scheduledEventId())
                        .setCompletedEventId(c.completedEventId()));
            case CancelFailed c ->
                to.setCancelFailed(SwfTimerChanges.cause(c.activityId(), c.cause(), c.completedEventId()));
            case BeatSeen c ->
                to.setBeatSeen(JournalFormat.SwfBeatSeen.newBuilder()
                        .setScheduledEventId(c.scheduledEventId())
                        .setBeat(Words.time(c.beat())));
        }
        return to.build();
    }

    private static JournalFormat.SwfActivityScheduled scheduled(Scheduled c, ValueWriter values) {
        Terms terms = c.terms();
        JournalFormat.SwfActivityScheduled.Builder out = JournalFormat.SwfActivityScheduled.newBuilder()
                .setType(SwfWords.type(c.type()))
                .setActivityId(c.activityId())
                .setTaskList(terms.taskList())
                .setScheduleToStart(SwfWords.timeout(terms.scheduleToStart()))
                .setScheduleToClose(SwfWords.timeout(terms.scheduleToClose()))
                .setStartToClose(SwfWords.timeout(terms.startToClose()))
                .setHeartbeat(SwfWords.timeout(terms.heartbeat()))
                .setCompletedEventId(c.completedEventId());
        c.control().ifPresent(control -> out.setControl(values.value(control)));
        c.input().ifPresent(input -> out.setInput(values.value(input)));
        terms.taskPriority().ifPresent(out::setTaskPriority);
        return out.build();
    }

    static JournalFormat.SwfTaskCompleted completed(
            long scheduled, long started, Optional<Payload> result, ValueWriter values) {
        JournalFormat.SwfTaskCompleted.Builder out = JournalFormat.SwfTaskCompleted.newBuilder()
                .setScheduledEventId(scheduled)
                .setStartedEventId(started);
        result.ifPresent(r -> out.setResult(values.value(r)));
        return out.build();
    }

    static JournalFormat.SwfTaskFailed failed(
            long scheduled, long started, Optional<String> reason, Optional<Payload> details, ValueWriter values) {
        JournalFormat.SwfTaskFailed.Builder out = JournalFormat.SwfTaskFailed.newBuilder()
                .setScheduledEventId(scheduled)
                .setStartedEventId(started);
        reason.ifPresent(out::setReason);
        details.ifPresent(d -> out.setDetails(values.value(d)));
        return out.build();
    }

    private static JournalFormat.SwfActivityCanceled canceled(Canceled c, ValueWriter values) {
        JournalFormat.SwfActivityCanceled.Builder out = JournalFormat.SwfActivityCanceled.newBuilder()
                .setScheduledEventId(c.scheduledEventId())
                .setStartedEventId(c.startedEventId())
                .setRequestedEventId(c.requestedEventId());
        c.details().ifPresent(details -> out.setDetails(values.value(details)));
        return out.build();
    }

    static SwfActivityChange read(JournalFormat.SwfActivityRecord in, ValueReader values) {
        return switch (Words.known(in).getChangeCase()) {
            case SCHEDULED -> scheduled(Words.known(in.getScheduled()), values);
            case SCHEDULE_FAILED -> scheduleFailed(Words.known(in.getScheduleFailed()));
            case STARTED -> started(Words.known(in.getStarted()));
            case COMPLETED -> completed(Words.known(in.getCompleted()), values);
            case FAILED -> failed(Words.known(in.getFailed()), values);
            case TIMED_OUT -> timedOut(Words.known(in.getTimedOut()));
            case CANCELED -> canceled(Words.known(in.getCanceled()), values);
            case CANCEL_REQUESTED -> cancelRequested(Words.known(in.getCancelRequested()));
            case CANCEL_FAILED -> cancelFailed(Words.known(in.getCancelFailed()));
            case BEAT_SEEN ->
                new BeatSeen(
                        Words.known(in.getBeatSeen()).getScheduledEventId(),
                        Words.time(in.getBeatSeen().getBeat()));
            case CHANGE_NOT_SET -> throw new UnknownRecordException("a kind of record of an activity task");
        };
    }

    private static Scheduled scheduled(JournalFormat.SwfActivityScheduled c, ValueReader values) {
        return new Scheduled(
                SwfWords.type(c.getType()),
                c.getActivityId(),
                SwfWords.optional(c.hasControl(), c.getControl(), values),
                SwfWords.optional(c.hasInput(), c.getInput(), values),
                new Terms(
                        c.getTaskList(),
                        SwfWords.optional(c.hasTaskPriority(), c.getTaskPriority()),
                        SwfWords.timeout(c.getScheduleToStart()),
                        SwfWords.timeout(c.getScheduleToClose()),
                        SwfWords.timeout(c.getStartToClose()),
                        SwfWords.timeout(c.getHeartbeat())),
                c.getCompletedEventId());
    }

    private static ScheduleFailed scheduleFailed(JournalFormat.SwfActivityScheduleFailed c) {
        return new ScheduleFailed(
                SwfWords.type(c.getType()),
                c.getActivityId(),
                SwfWords.word(FailedCause.ScheduleActivity.class, c.getCause()),
                c.getCompletedEventId());
    }

    private static Started started(JournalFormat.SwfTaskStarted c) {
        return new Started(c.getScheduledEventId(), SwfWords.optional(c.hasIdentity(), c.getIdentity()), c.getPoll());
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
        return new TimedOut(
                SwfWords.word(Limit.class, c.getLimit()),
                c.getScheduledEventId(),
                c.getStartedEventId(),
                SwfWords.optional(c.hasDetails(), c.getDetails()));
    }

    private static Canceled canceled(JournalFormat.SwfActivityCanceled c, ValueReader values) {
        return new Canceled(
                c.getScheduledEventId(),
                c.getStartedEventId(),
                SwfWords.optional(c.hasDetails(), c.getDetails(), values),
                c.getRequestedEventId());
    }

    private static CancelRequested cancelRequested(JournalFormat.SwfActivityCancelRequested c) {
        return new CancelRequested(c.getActivityId(), c.getScheduledEventId(), c.getCompletedEventId());
    }

    private static CancelFailed cancelFailed(JournalFormat.SwfNamedCause c) {
        return new CancelFailed(
                c.getName(), SwfWords.word(FailedCause.CancelActivity.class, c.getCause()), c.getCompletedEventId());
    }
}
