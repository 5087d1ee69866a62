package dev.stepwell.execution.histories.swf;

import dev.stepwell.contracts.swf.v1.CancelTimerFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.contracts.swf.v1.MarkerRecordedEventAttributes;
import dev.stepwell.contracts.swf.v1.RecordMarkerFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.StartTimerFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.TimerCanceledEventAttributes;
import dev.stepwell.contracts.swf.v1.TimerFiredEventAttributes;
import dev.stepwell.contracts.swf.v1.TimerStartedEventAttributes;
import dev.stepwell.engine.record.SwfMarkerChange;
import dev.stepwell.engine.record.SwfTimerChange;

/** The events of timers, and of markers. */
final class TimerEvents {
    private TimerEvents() {}

    static void print(SwfTimerChange change, HistoryEvent.Builder e) {
        switch (change) {
            case SwfTimerChange.Started c -> {
                var m = TimerStartedEventAttributes.newBuilder()
                        .setTimerId(c.timerId())
                        .setStartToFireTimeout(Long.toString(c.startToFireSeconds()))
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                c.control().ifPresent(v -> m.setControl(v.text()));
                e.setEventType("TimerStarted").setTimerStartedEventAttributes(m);
            }
            case SwfTimerChange.StartFailed c -> {
                var m = StartTimerFailedEventAttributes.newBuilder()
                        .setTimerId(c.timerId())
                        .setCause(c.cause().name())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                e.setEventType("StartTimerFailed").setStartTimerFailedEventAttributes(m);
            }
            case SwfTimerChange.Fired c -> {
                var m = TimerFiredEventAttributes.newBuilder()
                        .setTimerId(c.timerId())
                        .setStartedEventId(c.startedEventId());
                e.setEventType("TimerFired").setTimerFiredEventAttributes(m);
            }
            case SwfTimerChange.Canceled c -> {
                var m = TimerCanceledEventAttributes.newBuilder()
                        .setTimerId(c.timerId())
                        .setStartedEventId(c.startedEventId())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                e.setEventType("TimerCanceled").setTimerCanceledEventAttributes(m);
            }
            case SwfTimerChange.CancelFailed c -> {
                var m = CancelTimerFailedEventAttributes.newBuilder()
                        .setTimerId(c.timerId())
                        .setCause(c.cause().name())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                e.setEventType("CancelTimerFailed").setCancelTimerFailedEventAttributes(m);
            }
        }
    }

    static void print(SwfMarkerChange change, HistoryEvent.Builder e) {
        switch (change) {
            case SwfMarkerChange.Recorded c -> {
                var m = MarkerRecordedEventAttributes.newBuilder()
                        .setMarkerName(c.markerName())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                c.details().ifPresent(v -> m.setDetails(v.text()));
                e.setEventType("MarkerRecorded").setMarkerRecordedEventAttributes(m);
            }
            case SwfMarkerChange.RecordFailed c -> {
                var m = RecordMarkerFailedEventAttributes.newBuilder()
                        .setMarkerName(c.markerName())
                        .setCause(c.cause().name())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                e.setEventType("RecordMarkerFailed").setRecordMarkerFailedEventAttributes(m);
            }
        }
    }
}
