package dev.stepwell.engine.swf;

import static dev.stepwell.engine.swf.Transitions.line;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfTimerChange;
import java.time.Instant;

/**
 * A timer that has not fired.
 *
 * @param eventId the event that started it
 * @param due when it fires
 */
record Timer(String timerId, long eventId, Instant due) {
    static final Transitions<Phase> TABLE = Transitions.of(
            line(Phase.ABSENT, SwfTimerChange.Started.class, Phase.RUNNING),
            line(Phase.RUNNING, SwfTimerChange.Fired.class, Phase.ABSENT),
            line(Phase.RUNNING, SwfTimerChange.Canceled.class, Phase.ABSENT));

    /** Whether it runs. */
    enum Phase {
        ABSENT,
        RUNNING
    }

    static Phase phase(SwfRun run, long eventId) {
        return run.timers.containsKey(eventId) ? Phase.RUNNING : Phase.ABSENT;
    }

    static void apply(SwfRun run, JournalRecord record, SwfTimerChange change) {
        switch (change) {
            case SwfTimerChange.Started c -> {
                TABLE.next(Phase.ABSENT, c);
                run.timers.put(
                        record.eventId(),
                        new Timer(c.timerId(), record.eventId(), record.at().plusSeconds(c.startToFireSeconds())));
            }
            case SwfTimerChange.Fired c -> {
                TABLE.next(phase(run, c.startedEventId()), c);
                run.timers.remove(c.startedEventId());
                run.unseen = true;
            }
            case SwfTimerChange.Canceled c -> {
                TABLE.next(phase(run, c.startedEventId()), c);
                run.timers.remove(c.startedEventId());
            }
            case SwfTimerChange.StartFailed c -> run.unseen = true;
            case SwfTimerChange.CancelFailed c -> run.unseen = true;
        }
    }
}
