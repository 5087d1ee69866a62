package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import java.util.Optional;

/** What happens to a timer of a workflow execution. */
public sealed interface SwfTimerChange extends SwfChange {
    /** TimerStarted. */
    record Started(String timerId, Optional<Payload> control, long startToFireSeconds, long completedEventId)
            implements SwfTimerChange {}

    /** StartTimerFailed. */
    record StartFailed(String timerId, FailedCause.StartTimer cause, long completedEventId) implements SwfTimerChange {}

    /** TimerFired. */
    record Fired(String timerId, long startedEventId) implements SwfTimerChange {}

    /** TimerCanceled. */
    record Canceled(String timerId, long startedEventId, long completedEventId) implements SwfTimerChange {}

    /** CancelTimerFailed. */
    record CancelFailed(String timerId, FailedCause.CancelTimer cause, long completedEventId)
            implements SwfTimerChange {}
}
