package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.Timeout;
import java.time.Instant;
import java.util.Optional;

/** What happens to an activity task of a workflow execution. A task is named by the event that scheduled it. */
public sealed interface SwfActivityChange extends SwfChange {
    /** ActivityTaskScheduled. */
    record Scheduled(
            SwfType type,
            String activityId,
            Optional<Payload> control,
            Optional<Payload> input,
            Terms terms,
            long completedEventId)
            implements SwfActivityChange {}

    /** Where an activity task is done, and within which times. */
    record Terms(
            String taskList,
            Optional<String> taskPriority,
            Timeout scheduleToStart,
            Timeout scheduleToClose,
            Timeout startToClose,
            Timeout heartbeat) {}

    /** ScheduleActivityTaskFailed. */
    record ScheduleFailed(SwfType type, String activityId, FailedCause.ScheduleActivity cause, long completedEventId)
            implements SwfActivityChange {}

    /**
     * ActivityTaskStarted.
     *
     * @param poll the number of the worker's question that the task was the answer to
     */
    record Started(long scheduledEventId, Optional<String> identity, long poll) implements SwfActivityChange {}

    /** ActivityTaskCompleted. */
    record Completed(long scheduledEventId, long startedEventId, Optional<Payload> result)
            implements SwfActivityChange {}

    /** ActivityTaskFailed. */
    record Failed(long scheduledEventId, long startedEventId, Optional<String> reason, Optional<Payload> details)
            implements SwfActivityChange {}

    /**
     * ActivityTaskTimedOut.
     *
     * @param startedEventId 0 when it had not started
     * @param details of the last heartbeat
     */
    record TimedOut(Limit limit, long scheduledEventId, long startedEventId, Optional<String> details)
            implements SwfActivityChange {}

    /** Which of its times was over (ActivityTaskTimeoutType). */
    enum Limit {
        START_TO_CLOSE,
        SCHEDULE_TO_START,
        SCHEDULE_TO_CLOSE,
        HEARTBEAT
    }

    /**
     * ActivityTaskCanceled.
     *
     * @param startedEventId 0 when it had not started
     * @param requestedEventId the last event that asked for it; 0 when none did
     */
    record Canceled(long scheduledEventId, long startedEventId, Optional<Payload> details, long requestedEventId)
            implements SwfActivityChange {}

    /**
     * ActivityTaskCancelRequested.
     *
     * @param scheduledEventId the task, which the event itself does not print
     */
    record CancelRequested(String activityId, long scheduledEventId, long completedEventId)
            implements SwfActivityChange {}

    /** RequestCancelActivityTaskFailed. */
    record CancelFailed(String activityId, FailedCause.CancelActivity cause, long completedEventId)
            implements SwfActivityChange {}

    /** No event: a heartbeat was seen that moves the deadline. */
    record BeatSeen(long scheduledEventId, Instant beat) implements SwfActivityChange {}
}
