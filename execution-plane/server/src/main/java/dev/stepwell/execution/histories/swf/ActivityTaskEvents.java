package dev.stepwell.execution.histories.swf;

import dev.stepwell.contracts.swf.v1.ActivityTaskCancelRequestedEventAttributes;
import dev.stepwell.contracts.swf.v1.ActivityTaskCanceledEventAttributes;
import dev.stepwell.contracts.swf.v1.ActivityTaskCompletedEventAttributes;
import dev.stepwell.contracts.swf.v1.ActivityTaskFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.ActivityTaskScheduledEventAttributes;
import dev.stepwell.contracts.swf.v1.ActivityTaskStartedEventAttributes;
import dev.stepwell.contracts.swf.v1.ActivityTaskTimedOutEventAttributes;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.contracts.swf.v1.RequestCancelActivityTaskFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.ScheduleActivityTaskFailedEventAttributes;
import dev.stepwell.engine.record.SwfActivityChange;

/** The events of activity tasks. */
final class ActivityTaskEvents {
    private ActivityTaskEvents() {}

    static void print(SwfActivityChange change, HistoryEvent.Builder e) {
        switch (change) {
            case SwfActivityChange.Scheduled c -> scheduled(c, e);
            case SwfActivityChange.ScheduleFailed c -> scheduleFailed(c, e);
            case SwfActivityChange.Started c -> {
                var m = ActivityTaskStartedEventAttributes.newBuilder().setScheduledEventId(c.scheduledEventId());
                c.identity().ifPresent(m::setIdentity);
                e.setEventType("ActivityTaskStarted").setActivityTaskStartedEventAttributes(m);
            }
            case SwfActivityChange.Completed c -> {
                var m = ActivityTaskCompletedEventAttributes.newBuilder()
                        .setScheduledEventId(c.scheduledEventId())
                        .setStartedEventId(c.startedEventId());
                c.result().ifPresent(v -> m.setResult(v.text()));
                e.setEventType("ActivityTaskCompleted").setActivityTaskCompletedEventAttributes(m);
            }
            case SwfActivityChange.Failed c -> failed(c, e);
            case SwfActivityChange.TimedOut c -> timedOut(c, e);
            case SwfActivityChange.Canceled c -> canceled(c, e);
            case SwfActivityChange.CancelRequested c -> {
                var m = ActivityTaskCancelRequestedEventAttributes.newBuilder()
                        .setActivityId(c.activityId())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                e.setEventType("ActivityTaskCancelRequested").setActivityTaskCancelRequestedEventAttributes(m);
            }
            case SwfActivityChange.CancelFailed c -> {
                var m = RequestCancelActivityTaskFailedEventAttributes.newBuilder()
                        .setActivityId(c.activityId())
                        .setCause(c.cause().name())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                e.setEventType("RequestCancelActivityTaskFailed").setRequestCancelActivityTaskFailedEventAttributes(m);
            }
            case SwfActivityChange.BeatSeen c -> throw Fields.noEvent(c);
        }
    }

    private static void scheduled(SwfActivityChange.Scheduled c, HistoryEvent.Builder e) {
        var m = ActivityTaskScheduledEventAttributes.newBuilder()
                .setActivityType(Fields.activityType(c.type()))
                .setActivityId(c.activityId())
                .setScheduleToStartTimeout(c.terms().scheduleToStart().text())
                .setScheduleToCloseTimeout(c.terms().scheduleToClose().text())
                .setStartToCloseTimeout(c.terms().startToClose().text())
                .setHeartbeatTimeout(c.terms().heartbeat().text())
                .setTaskList(Fields.taskList(c.terms().taskList()))
                .setDecisionTaskCompletedEventId(c.completedEventId());
        c.control().ifPresent(v -> m.setControl(v.text()));
        c.input().ifPresent(v -> m.setInput(v.text()));
        c.terms().taskPriority().ifPresent(m::setTaskPriority);
        e.setEventType("ActivityTaskScheduled").setActivityTaskScheduledEventAttributes(m);
    }

    private static void scheduleFailed(SwfActivityChange.ScheduleFailed c, HistoryEvent.Builder e) {
        var m = ScheduleActivityTaskFailedEventAttributes.newBuilder()
                .setActivityType(Fields.activityType(c.type()))
                .setActivityId(c.activityId())
                .setCause(c.cause().name())
                .setDecisionTaskCompletedEventId(c.completedEventId());
        e.setEventType("ScheduleActivityTaskFailed").setScheduleActivityTaskFailedEventAttributes(m);
    }

    private static void failed(SwfActivityChange.Failed c, HistoryEvent.Builder e) {
        var m = ActivityTaskFailedEventAttributes.newBuilder()
                .setScheduledEventId(c.scheduledEventId())
                .setStartedEventId(c.startedEventId());
        c.reason().ifPresent(m::setReason);
        c.details().ifPresent(v -> m.setDetails(v.text()));
        e.setEventType("ActivityTaskFailed").setActivityTaskFailedEventAttributes(m);
    }

    private static void timedOut(SwfActivityChange.TimedOut c, HistoryEvent.Builder e) {
        var m = ActivityTaskTimedOutEventAttributes.newBuilder()
                .setTimeoutType(c.limit().name())
                .setScheduledEventId(c.scheduledEventId())
                .setStartedEventId(c.startedEventId());
        c.details().ifPresent(m::setDetails);
        e.setEventType("ActivityTaskTimedOut").setActivityTaskTimedOutEventAttributes(m);
    }

    private static void canceled(SwfActivityChange.Canceled c, HistoryEvent.Builder e) {
        var m = ActivityTaskCanceledEventAttributes.newBuilder()
                .setScheduledEventId(c.scheduledEventId())
                .setStartedEventId(c.startedEventId());
        c.details().ifPresent(v -> m.setDetails(v.text()));
        if (c.requestedEventId() > 0) {
            m.setLatestCancelRequestedEventId(c.requestedEventId());
        }
        e.setEventType("ActivityTaskCanceled").setActivityTaskCanceledEventAttributes(m);
    }
}
