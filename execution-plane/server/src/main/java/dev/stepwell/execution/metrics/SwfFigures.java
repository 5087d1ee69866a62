package dev.stepwell.execution.metrics;

import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.execution.metrics.Recent.Thing;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.time.Instant;

/** The figures of Amazon SWF's runs and their tasks. */
final class SwfFigures {
    private static final int REMEMBERED = 50_000;

    /** When the events were that tasks refer back to: those that scheduled and started them. */
    private final Recent<Instant> events = new Recent<>(REMEMBERED);

    void count(Subject subject, ExecutionKey key, JournalRecord record, SwfChange change) {
        if (change instanceof SwfExecutionChange.Ending ending) {
            subject.count(how(ending));
            subject.took(Metric.WorkflowStartToCloseTime, NodeMetrics.since(key, record.at()));
        } else if (change instanceof DecisionTaskChange decision) {
            decision(subject, key, record, decision);
        } else if (change instanceof SwfActivityChange activity) {
            activity(subject, key, record, activity);
        }
    }

    private static Metric how(SwfExecutionChange.Ending ending) {
        return switch (ending) {
            case SwfExecutionChange.Completed ignored -> Metric.WorkflowsCompleted;
            case SwfExecutionChange.Failed ignored -> Metric.WorkflowsFailed;
            case SwfExecutionChange.Canceled ignored -> Metric.WorkflowsCanceled;
            case SwfExecutionChange.ContinuedAsNew ignored -> Metric.WorkflowsContinuedAsNew;
            case SwfExecutionChange.TimedOut ignored -> Metric.WorkflowsTimedOut;
            case SwfExecutionChange.Terminated ignored -> Metric.WorkflowsTerminated;
        };
    }

    private void decision(Subject subject, ExecutionKey key, JournalRecord record, DecisionTaskChange change) {
        switch (change) {
            case DecisionTaskChange.Scheduled ignored -> note(key, record);
            case DecisionTaskChange.Started c -> {
                took(subject, Metric.DecisionTaskScheduleToStartTime, key, c.scheduledEventId(), record.at());
                note(key, record);
            }
            case DecisionTaskChange.Completed c -> {
                subject.count(Metric.DecisionTasksCompleted);
                took(subject, Metric.DecisionTaskStartToCloseTime, key, c.startedEventId(), record.at());
                forget(key, c.scheduledEventId(), c.startedEventId());
            }
            case DecisionTaskChange.TimedOut c -> {
                if (c.limit() == DecisionTaskChange.Limit.START_TO_CLOSE) {
                    subject.count(Metric.StartedDecisionTasksTimedOutOnClose);
                }
                forget(key, c.scheduledEventId(), c.startedEventId());
            }
        }
    }

    private void activity(Subject subject, ExecutionKey key, JournalRecord record, SwfActivityChange change) {
        switch (change) {
            case SwfActivityChange.Scheduled ignored -> note(key, record);
            case SwfActivityChange.Started c -> {
                took(subject, Metric.ActivityTaskScheduleToStartTime, key, c.scheduledEventId(), record.at());
                note(key, record);
            }
            case SwfActivityChange.Completed c -> {
                subject.count(Metric.ActivityTasksCompleted);
                closed(subject, key, c.scheduledEventId(), c.startedEventId(), record.at());
            }
            case SwfActivityChange.Failed c -> {
                subject.count(Metric.ActivityTasksFailed);
                closed(subject, key, c.scheduledEventId(), c.startedEventId(), record.at());
            }
            case SwfActivityChange.Canceled c -> {
                subject.count(Metric.ActivityTasksCanceled);
                closed(subject, key, c.scheduledEventId(), c.startedEventId(), record.at());
            }
            case SwfActivityChange.TimedOut c -> {
                subject.count(
                        switch (c.limit()) {
                            case SCHEDULE_TO_START -> Metric.ScheduledActivityTasksTimedOutOnStart;
                            case SCHEDULE_TO_CLOSE -> Metric.ScheduledActivityTasksTimedOutOnClose;
                            case START_TO_CLOSE -> Metric.StartedActivityTasksTimedOutOnClose;
                            case HEARTBEAT -> Metric.StartedActivityTasksTimedOutOnHeartbeat;
                        });
                forget(key, c.scheduledEventId(), c.startedEventId());
            }
            case SwfActivityChange.ScheduleFailed ignored -> {}
            case SwfActivityChange.CancelRequested ignored -> {}
            case SwfActivityChange.CancelFailed ignored -> {}
            case SwfActivityChange.BeatSeen ignored -> {}
        }
    }

    private void closed(Subject subject, ExecutionKey key, long scheduled, long started, Instant at) {
        took(subject, Metric.ActivityTaskScheduleToCloseTime, key, scheduled, at);
        took(subject, Metric.ActivityTaskStartToCloseTime, key, started, at);
        forget(key, scheduled, started);
    }

    private void took(Subject subject, Metric metric, ExecutionKey key, long sinceEvent, Instant at) {
        Instant since = events.get(new Thing(key, sinceEvent));
        if (since != null) {
            subject.took(metric, Duration.between(since, at));
        }
    }

    private void note(ExecutionKey key, JournalRecord record) {
        events.put(new Thing(key, record.eventId()), record.at());
    }

    private void forget(ExecutionKey key, long scheduled, long started) {
        events.remove(new Thing(key, scheduled));
        events.remove(new Thing(key, started));
    }
}
