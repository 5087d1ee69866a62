package dev.stepwell.execution.histories;

import dev.stepwell.contracts.sfn.v1.ActivityFailedEventDetails;
import dev.stepwell.contracts.sfn.v1.ActivityScheduledEventDetails;
import dev.stepwell.contracts.sfn.v1.ActivityStartedEventDetails;
import dev.stepwell.contracts.sfn.v1.ActivitySucceededEventDetails;
import dev.stepwell.contracts.sfn.v1.ActivityTimedOutEventDetails;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.engine.record.TaskChange;

/** The events of a task that the workers of an activity do. */
final class ActivityEvents {
    private ActivityEvents() {}

    static void scheduled(TaskChange.Scheduled c, HistoryEvent.Builder event, Data data) {
        ActivityScheduledEventDetails.Builder details = ActivityScheduledEventDetails.newBuilder()
                .setResource(c.family().resource());
        data.put(c.parameters(), details::setInput, details::setInputDetails);
        c.timeoutSeconds().ifPresent(details::setTimeoutInSeconds);
        c.heartbeatSeconds().ifPresent(details::setHeartbeatInSeconds);
        event.setType("ActivityScheduled").setActivityScheduledEventDetails(details);
    }

    static void started(TaskChange.Started c, HistoryEvent.Builder event) {
        ActivityStartedEventDetails.Builder details = ActivityStartedEventDetails.newBuilder();
        c.worker().ifPresent(details::setWorkerName);
        event.setType("ActivityStarted").setActivityStartedEventDetails(details);
    }

    static void succeeded(TaskChange.Succeeded c, HistoryEvent.Builder event, Data data) {
        ActivitySucceededEventDetails.Builder details = ActivitySucceededEventDetails.newBuilder();
        data.put(c.output(), details::setOutput, details::setOutputDetails);
        event.setType("ActivitySucceeded").setActivitySucceededEventDetails(details);
    }

    static void failed(TaskChange.Failed c, HistoryEvent.Builder event) {
        ActivityFailedEventDetails.Builder details = ActivityFailedEventDetails.newBuilder();
        c.error().ifPresent(details::setError);
        c.cause().ifPresent(details::setCause);
        event.setType("ActivityFailed").setActivityFailedEventDetails(details);
    }

    static void timedOut(TaskChange.TimedOut c, HistoryEvent.Builder event) {
        ActivityTimedOutEventDetails.Builder details = ActivityTimedOutEventDetails.newBuilder();
        TaskEvents.told(c).ifPresent(details::setError);
        c.cause().ifPresent(details::setCause);
        event.setType("ActivityTimedOut").setActivityTimedOutEventDetails(details);
    }
}
