package dev.stepwell.engine.swf;

import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.record.FailedCause.CancelTimer;
import dev.stepwell.engine.record.FailedCause.StartTimer;
import dev.stepwell.engine.record.SwfTimerChange;
import java.util.Optional;

/** Timers: started and canceled by decisions, fired by time. */
final class Timers {
    private Timers() {}

    static void start(SwfTurn t, Decision.StartTimer d, Admission admission, long completedEventId) {
        Optional<StartTimer> cause = Decisions.refusal(
                        admission, StartTimer.OPERATION_NOT_PERMITTED, StartTimer.TIMER_CREATION_RATE_EXCEEDED)
                .or(() -> open(t.run, d.timerId()).map(timer -> StartTimer.TIMER_ID_ALREADY_IN_USE))
                .or(() -> t.run.timers.size() >= t.limits().openOfAKind()
                        ? Optional.of(StartTimer.OPEN_TIMERS_LIMIT_EXCEEDED)
                        : Optional.empty());
        if (cause.isPresent()) {
            t.event(new SwfTimerChange.StartFailed(d.timerId(), cause.get(), completedEventId));
        } else {
            t.event(new SwfTimerChange.Started(d.timerId(), d.control(), d.startToFireSeconds(), completedEventId));
        }
    }

    static void cancel(SwfTurn t, Decision.CancelTimer d, Admission admission, long completedEventId) {
        Optional<Timer> timer = open(t.run, d.timerId());
        Optional<CancelTimer> cause = Decisions.refusal(admission, CancelTimer.OPERATION_NOT_PERMITTED, null)
                .or(() -> timer.isEmpty() ? Optional.of(CancelTimer.TIMER_ID_UNKNOWN) : Optional.empty());
        if (cause.isPresent()) {
            t.event(new SwfTimerChange.CancelFailed(d.timerId(), cause.get(), completedEventId));
        } else {
            t.event(new SwfTimerChange.Canceled(d.timerId(), timer.orElseThrow().eventId(), completedEventId));
        }
    }

    private static Optional<Timer> open(SwfRun run, String timerId) {
        return run.timers.values().stream()
                .filter(timer -> timer.timerId().equals(timerId))
                .findFirst();
    }

    static void fire(SwfTurn t, Timer timer) {
        t.event(new SwfTimerChange.Fired(timer.timerId(), timer.eventId()));
    }
}
