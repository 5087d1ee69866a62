package dev.stepwell.engine.swf;

import static dev.stepwell.engine.swf.Transitions.line;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfLambdaChange;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.Timeout;
import java.time.Instant;
import java.util.Optional;

/**
 * An open Lambda task.
 *
 * @param scheduled how it was scheduled
 * @param eventId the event of that, which names it
 * @param startedEventId 0 before it has started
 */
record LambdaTask(
        SwfLambdaChange.Scheduled scheduled, long eventId, Phase phase, long startedEventId, Instant startedAt) {
    /** How long a function may take when the decision does not say (Amazon SWF API reference, ScheduleLambdaFunction). */
    private static final Timeout LONGEST = Timeout.of(900);

    static final Transitions<Phase> TABLE = Transitions.of(
            line(Phase.ABSENT, SwfLambdaChange.Scheduled.class, Phase.SCHEDULED),
            line(Phase.SCHEDULED, SwfLambdaChange.Started.class, Phase.STARTED),
            line(Phase.SCHEDULED, SwfLambdaChange.StartFailed.class, Phase.ABSENT),
            line(Phase.STARTED, SwfLambdaChange.Completed.class, Phase.ABSENT),
            line(Phase.STARTED, SwfLambdaChange.Failed.class, Phase.ABSENT),
            line(Phase.STARTED, SwfLambdaChange.TimedOut.class, Phase.ABSENT));

    /** How far it is. */
    enum Phase {
        ABSENT,
        SCHEDULED,
        STARTED
    }

    static Phase phase(SwfRun run, long eventId) {
        LambdaTask task = run.lambdas.get(eventId);
        return task == null ? Phase.ABSENT : task.phase;
    }

    TaskRef ref() {
        return new TaskRef(eventId, 0);
    }

    /** When its time is over. */
    Optional<Instant> due() {
        return phase == Phase.STARTED ? scheduled.startToClose().orElse(LONGEST).after(startedAt) : Optional.empty();
    }

    static void apply(SwfRun run, JournalRecord record, SwfLambdaChange change) {
        switch (change) {
            case SwfLambdaChange.Scheduled c ->
                run.lambdas.put(
                        record.eventId(),
                        new LambdaTask(c, record.eventId(), TABLE.next(Phase.ABSENT, c), 0, Instant.EPOCH));
            case SwfLambdaChange.Started c -> {
                LambdaTask task = run.lambda(c.scheduledEventId());
                Phase next = TABLE.next(task.phase, c);
                run.lambdas.put(
                        task.eventId,
                        new LambdaTask(task.scheduled, task.eventId, next, record.eventId(), record.at()));
            }
            case SwfLambdaChange.StartFailed c -> end(run, c.scheduledEventId(), c);
            case SwfLambdaChange.Completed c -> end(run, c.scheduledEventId(), c);
            case SwfLambdaChange.Failed c -> end(run, c.scheduledEventId(), c);
            case SwfLambdaChange.TimedOut c -> end(run, c.scheduledEventId(), c);
            case SwfLambdaChange.ScheduleFailed c -> run.unseen = true;
        }
    }

    private static void end(SwfRun run, long eventId, SwfLambdaChange c) {
        TABLE.next(phase(run, eventId), c);
        run.lambdas.remove(eventId);
        run.unseen = true;
    }
}
