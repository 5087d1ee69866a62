package dev.stepwell.execution.histories;

import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.contracts.sfn.v1.LambdaFunctionFailedEventDetails;
import dev.stepwell.contracts.sfn.v1.LambdaFunctionScheduledEventDetails;
import dev.stepwell.contracts.sfn.v1.LambdaFunctionSucceededEventDetails;
import dev.stepwell.contracts.sfn.v1.LambdaFunctionTimedOutEventDetails;
import dev.stepwell.contracts.sfn.v1.TaskCredentials;
import dev.stepwell.engine.record.TaskChange;

/** The events of a task whose Resource is a function's ARN; it has no heartbeat, and its start no details. */
final class FunctionEvents {
    private FunctionEvents() {}

    static void scheduled(TaskChange.Scheduled c, HistoryEvent.Builder event, Data data) {
        LambdaFunctionScheduledEventDetails.Builder details = LambdaFunctionScheduledEventDetails.newBuilder()
                .setResource(c.family().resource());
        data.put(c.parameters(), details::setInput, details::setInputDetails);
        c.timeoutSeconds().ifPresent(details::setTimeoutInSeconds);
        c.roleArn()
                .ifPresent(role ->
                        details.setTaskCredentials(TaskCredentials.newBuilder().setRoleArn(role)));
        event.setType("LambdaFunctionScheduled").setLambdaFunctionScheduledEventDetails(details);
    }

    static void started(HistoryEvent.Builder event) {
        event.setType("LambdaFunctionStarted");
    }

    static void succeeded(TaskChange.Succeeded c, HistoryEvent.Builder event, Data data) {
        LambdaFunctionSucceededEventDetails.Builder details = LambdaFunctionSucceededEventDetails.newBuilder();
        data.put(c.output(), details::setOutput, details::setOutputDetails);
        event.setType("LambdaFunctionSucceeded").setLambdaFunctionSucceededEventDetails(details);
    }

    static void failed(TaskChange.Failed c, HistoryEvent.Builder event) {
        LambdaFunctionFailedEventDetails.Builder details = LambdaFunctionFailedEventDetails.newBuilder();
        c.error().ifPresent(details::setError);
        c.cause().ifPresent(details::setCause);
        event.setType("LambdaFunctionFailed").setLambdaFunctionFailedEventDetails(details);
    }

    static void timedOut(TaskChange.TimedOut c, HistoryEvent.Builder event) {
        LambdaFunctionTimedOutEventDetails.Builder details = LambdaFunctionTimedOutEventDetails.newBuilder();
        TaskEvents.told(c).ifPresent(details::setError);
        c.cause().ifPresent(details::setCause);
        event.setType("LambdaFunctionTimedOut").setLambdaFunctionTimedOutEventDetails(details);
    }
}
