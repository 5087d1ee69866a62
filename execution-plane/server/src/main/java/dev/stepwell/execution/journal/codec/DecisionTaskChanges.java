package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.DecisionTaskChange.Completed;
import dev.stepwell.engine.record.DecisionTaskChange.Limit;
import dev.stepwell.engine.record.DecisionTaskChange.Scheduled;
import dev.stepwell.engine.record.DecisionTaskChange.Started;
import dev.stepwell.engine.record.DecisionTaskChange.TimedOut;
import dev.stepwell.execution.ports.UnknownRecordException;
import java.util.Optional;

/** What happens to decision tasks, and what the starts and time-outs of all tasks of Amazon SWF have in common. */
final class DecisionTaskChanges {
    private DecisionTaskChanges() {}

    static JournalFormat.SwfDecisionTaskRecord write(DecisionTaskChange change, ValueWriter values) {
        JournalFormat.SwfDecisionTaskRecord.Builder to = JournalFormat.SwfDecisionTaskRecord.newBuilder();
        switch (change) {
            case Scheduled c -> to.setScheduled(scheduled(c));
            case Started c -> to.setStarted(started(c.scheduledEventId(), c.identity(), c.poll()));
            case Completed c -> to.setCompleted(completed(c, values));
            case TimedOut c ->
                to.setTimedOut(timedOut(c.limit(), c.scheduledEventId(), c.startedEventId(), Optional.empty()));
        }
        return to.build();
    }

    private static JournalFormat.SwfDecisionTaskScheduled scheduled(Scheduled c) {
        JournalFormat.SwfDecisionTaskScheduled.Builder out = JournalFormat.SwfDecisionTaskScheduled.newBuilder()
                .setTaskList(c.taskList())
                .setStartToClose(SwfWords.timeout(c.startToClose()));
        c.taskPriority().ifPresent(out::setTaskPriority);
        c.scheduleToStart().map(SwfWords::timeout).ifPresent(out::setScheduleToStart);
        return out.build();
    }

    private static JournalFormat.SwfDecisionTaskCompleted completed(Completed c, ValueWriter values) {
        JournalFormat.SwfDecisionTaskCompleted.Builder out = JournalFormat.SwfDecisionTaskCompleted.newBuilder()
                .setScheduledEventId(c.scheduledEventId())
                .setStartedEventId(c.startedEventId());
        c.executionContext().ifPresent(context -> out.setExecutionContext(values.value(context)));
        c.taskList().ifPresent(out::setTaskList);
        c.scheduleToStart().map(SwfWords::timeout).ifPresent(out::setScheduleToStart);
        return out.build();
    }

    static JournalFormat.SwfTaskStarted started(long scheduled, Optional<String> identity, long poll) {
        JournalFormat.SwfTaskStarted.Builder out =
                JournalFormat.SwfTaskStarted.newBuilder().setScheduledEventId(scheduled);
        identity.ifPresent(out::setIdentity);
        return out.setPoll(poll).build();
    }

    static JournalFormat.SwfTaskTimedOut timedOut(
            Enum<?> limit, long scheduled, long started, Optional<String> details) {
        JournalFormat.SwfTaskTimedOut.Builder out = JournalFormat.SwfTaskTimedOut.newBuilder()
                .setLimit(limit.name())
                .setScheduledEventId(scheduled)
                .setStartedEventId(started);
        details.ifPresent(out::setDetails);
        return out.build();
    }

    static DecisionTaskChange read(JournalFormat.SwfDecisionTaskRecord in, ValueReader values) {
        return switch (Words.known(in).getChangeCase()) {
            case SCHEDULED -> scheduled(Words.known(in.getScheduled()));
            case STARTED -> started(Words.known(in.getStarted()));
            case COMPLETED -> completed(Words.known(in.getCompleted()), values);
            case TIMED_OUT -> timedOut(Words.known(in.getTimedOut()));
            case CHANGE_NOT_SET -> throw new UnknownRecordException("a kind of record of a decision task");
        };
    }

    private static Scheduled scheduled(JournalFormat.SwfDecisionTaskScheduled c) {
        return new Scheduled(
                c.getTaskList(),
                SwfWords.optional(c.hasTaskPriority(), c.getTaskPriority()),
                SwfWords.timeout(c.getStartToClose()),
                SwfWords.optional(c.hasScheduleToStart(), c.getScheduleToStart()));
    }

    private static Started started(JournalFormat.SwfTaskStarted c) {
        return new Started(c.getScheduledEventId(), SwfWords.optional(c.hasIdentity(), c.getIdentity()), c.getPoll());
    }

    private static Completed completed(JournalFormat.SwfDecisionTaskCompleted c, ValueReader values) {
        return new Completed(
                c.getScheduledEventId(),
                c.getStartedEventId(),
                SwfWords.optional(c.hasExecutionContext(), c.getExecutionContext(), values),
                SwfWords.optional(c.hasTaskList(), c.getTaskList()),
                SwfWords.optional(c.hasScheduleToStart(), c.getScheduleToStart()));
    }

    private static TimedOut timedOut(JournalFormat.SwfTaskTimedOut c) {
        return new TimedOut(SwfWords.word(Limit.class, c.getLimit()), c.getScheduledEventId(), c.getStartedEventId());
    }
}
