package dev.stepwell.execution.histories.swf;

import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.contracts.swf.v1.LambdaFunctionCompletedEventAttributes;
import dev.stepwell.contracts.swf.v1.LambdaFunctionFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.LambdaFunctionScheduledEventAttributes;
import dev.stepwell.contracts.swf.v1.LambdaFunctionStartedEventAttributes;
import dev.stepwell.contracts.swf.v1.LambdaFunctionTimedOutEventAttributes;
import dev.stepwell.contracts.swf.v1.ScheduleLambdaFunctionFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.StartLambdaFunctionFailedEventAttributes;
import dev.stepwell.engine.record.SwfLambdaChange;

/** The events of Lambda tasks. */
final class LambdaEvents {
    private LambdaEvents() {}

    static void print(SwfLambdaChange change, HistoryEvent.Builder e) {
        switch (change) {
            case SwfLambdaChange.Scheduled c -> {
                var m = LambdaFunctionScheduledEventAttributes.newBuilder()
                        .setId(c.id())
                        .setName(c.name())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                c.control().ifPresent(v -> m.setControl(v.text()));
                c.input().ifPresent(v -> m.setInput(v.text()));
                c.startToClose().ifPresent(v -> m.setStartToCloseTimeout(v.text()));
                e.setEventType("LambdaFunctionScheduled").setLambdaFunctionScheduledEventAttributes(m);
            }
            case SwfLambdaChange.ScheduleFailed c -> {
                var m = ScheduleLambdaFunctionFailedEventAttributes.newBuilder()
                        .setId(c.id())
                        .setName(c.name())
                        .setCause(c.cause().name())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                e.setEventType("ScheduleLambdaFunctionFailed").setScheduleLambdaFunctionFailedEventAttributes(m);
            }
            case SwfLambdaChange.Started c -> {
                var m = LambdaFunctionStartedEventAttributes.newBuilder().setScheduledEventId(c.scheduledEventId());
                e.setEventType("LambdaFunctionStarted").setLambdaFunctionStartedEventAttributes(m);
            }
            case SwfLambdaChange.StartFailed c -> {
                var m = StartLambdaFunctionFailedEventAttributes.newBuilder()
                        .setScheduledEventId(c.scheduledEventId())
                        .setCause(c.cause().name())
                        .setMessage(c.message());
                e.setEventType("StartLambdaFunctionFailed").setStartLambdaFunctionFailedEventAttributes(m);
            }
            case SwfLambdaChange.Completed c -> {
                var m = LambdaFunctionCompletedEventAttributes.newBuilder()
                        .setScheduledEventId(c.scheduledEventId())
                        .setStartedEventId(c.startedEventId());
                c.result().ifPresent(v -> m.setResult(v.text()));
                e.setEventType("LambdaFunctionCompleted").setLambdaFunctionCompletedEventAttributes(m);
            }
            case SwfLambdaChange.Failed c -> {
                var m = LambdaFunctionFailedEventAttributes.newBuilder()
                        .setScheduledEventId(c.scheduledEventId())
                        .setStartedEventId(c.startedEventId());
                c.reason().ifPresent(m::setReason);
                c.details().ifPresent(v -> m.setDetails(v.text()));
                e.setEventType("LambdaFunctionFailed").setLambdaFunctionFailedEventAttributes(m);
            }
            case SwfLambdaChange.TimedOut c -> {
                var m = LambdaFunctionTimedOutEventAttributes.newBuilder()
                        .setScheduledEventId(c.scheduledEventId())
                        .setStartedEventId(c.startedEventId())
                        .setTimeoutType("START_TO_CLOSE");
                e.setEventType("LambdaFunctionTimedOut").setLambdaFunctionTimedOutEventAttributes(m);
            }
        }
    }
}
