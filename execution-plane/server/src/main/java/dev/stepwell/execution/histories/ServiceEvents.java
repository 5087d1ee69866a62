package dev.stepwell.execution.histories;

import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.contracts.sfn.v1.TaskCredentials;
import dev.stepwell.contracts.sfn.v1.TaskFailedEventDetails;
import dev.stepwell.contracts.sfn.v1.TaskScheduledEventDetails;
import dev.stepwell.contracts.sfn.v1.TaskStartedEventDetails;
import dev.stepwell.contracts.sfn.v1.TaskSubmittedEventDetails;
import dev.stepwell.contracts.sfn.v1.TaskSucceededEventDetails;
import dev.stepwell.contracts.sfn.v1.TaskTimedOutEventDetails;
import dev.stepwell.engine.record.TaskChange;

/** The events of a task that a service integration does; each names the service and what is asked of it. */
final class ServiceEvents {
    private ServiceEvents() {}

    static void scheduled(TaskChange.Scheduled c, HistoryEvent.Builder event, Data data) {
        TaskScheduledEventDetails.Builder details = TaskScheduledEventDetails.newBuilder()
                .setResourceType(c.family().resourceType())
                .setResource(c.family().resource())
                .setRegion(c.region());
        data.put(c.parameters(), details::setParameters);
        c.timeoutSeconds().ifPresent(details::setTimeoutInSeconds);
        c.heartbeatSeconds().ifPresent(details::setHeartbeatInSeconds);
        c.roleArn()
                .ifPresent(role ->
                        details.setTaskCredentials(TaskCredentials.newBuilder().setRoleArn(role)));
        event.setType("TaskScheduled").setTaskScheduledEventDetails(details);
    }

    static void started(TaskChange.Started c, HistoryEvent.Builder event) {
        event.setType("TaskStarted")
                .setTaskStartedEventDetails(TaskStartedEventDetails.newBuilder()
                        .setResourceType(c.family().resourceType())
                        .setResource(c.family().resource()));
    }

    static void submitted(TaskChange.Submitted c, HistoryEvent.Builder event, Data data) {
        TaskSubmittedEventDetails.Builder details = TaskSubmittedEventDetails.newBuilder()
                .setResourceType(c.family().resourceType())
                .setResource(c.family().resource());
        data.put(c.output(), details::setOutput, details::setOutputDetails);
        event.setType("TaskSubmitted").setTaskSubmittedEventDetails(details);
    }

    static void succeeded(TaskChange.Succeeded c, HistoryEvent.Builder event, Data data) {
        TaskSucceededEventDetails.Builder details = TaskSucceededEventDetails.newBuilder()
                .setResourceType(c.family().resourceType())
                .setResource(c.family().resource());
        data.put(c.output(), details::setOutput, details::setOutputDetails);
        event.setType("TaskSucceeded").setTaskSucceededEventDetails(details);
    }

    static void failed(TaskChange.Failed c, HistoryEvent.Builder event) {
        TaskFailedEventDetails.Builder details = TaskFailedEventDetails.newBuilder()
                .setResourceType(c.family().resourceType())
                .setResource(c.family().resource());
        c.error().ifPresent(details::setError);
        c.cause().ifPresent(details::setCause);
        event.setType("TaskFailed").setTaskFailedEventDetails(details);
    }

    static void timedOut(TaskChange.TimedOut c, HistoryEvent.Builder event) {
        TaskTimedOutEventDetails.Builder details = TaskTimedOutEventDetails.newBuilder()
                .setResourceType(c.family().resourceType())
                .setResource(c.family().resource());
        TaskEvents.told(c).ifPresent(details::setError);
        c.cause().ifPresent(details::setCause);
        event.setType("TaskTimedOut").setTaskTimedOutEventDetails(details);
    }
}
