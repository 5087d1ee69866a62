package dev.stepwell.engine.swf;

import static dev.stepwell.engine.swf.Transitions.line;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfActivityChange.Limit;
import dev.stepwell.engine.record.SwfActivityChange.Terms;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Instant;
import java.util.Optional;

/**
 * An open activity task.
 *
 * @param scheduled how it was scheduled
 * @param eventId the event of that, which names it
 * @param scheduledAt when that was
 * @param startedEventId 0 before it has started
 * @param poll the question it was the answer to
 * @param lastBeat the last sign of life that was seen: its start, until there is a heartbeat
 * @param requestedEventId the last event that asked to cancel it; 0 when none did
 */
record ActivityTask(
        SwfActivityChange.Scheduled scheduled,
        long eventId,
        Instant scheduledAt,
        Phase phase,
        long startedEventId,
        Instant startedAt,
        long poll,
        Instant lastBeat,
        long requestedEventId) {
    static final Transitions<Phase> TABLE = Transitions.of(
            line(Phase.ABSENT, SwfActivityChange.Scheduled.class, Phase.SCHEDULED),
            line(Phase.SCHEDULED, SwfActivityChange.Started.class, Phase.STARTED),
            line(Phase.SCHEDULED, SwfActivityChange.CancelRequested.class, Phase.REVOKED),
            line(Phase.SCHEDULED, SwfActivityChange.TimedOut.class, Phase.ABSENT),
            line(Phase.REVOKED, SwfActivityChange.Canceled.class, Phase.ABSENT),
            line(Phase.STARTED, SwfActivityChange.BeatSeen.class, Phase.STARTED),
            line(Phase.STARTED, SwfActivityChange.CancelRequested.class, Phase.STARTED),
            line(Phase.STARTED, SwfActivityChange.Completed.class, Phase.ABSENT),
            line(Phase.STARTED, SwfActivityChange.Failed.class, Phase.ABSENT),
            line(Phase.STARTED, SwfActivityChange.Canceled.class, Phase.ABSENT),
            line(Phase.STARTED, SwfActivityChange.TimedOut.class, Phase.ABSENT));

    /** How far it is. */
    enum Phase {
        ABSENT,
        SCHEDULED,
        /** To be canceled before anybody has begun with it, which is done at once. */
        REVOKED,
        STARTED
    }

    /** A deadline, and which of its times it is of. */
    record Due(Instant at, Limit limit) {}

    static Phase phase(SwfRun run, long eventId) {
        ActivityTask task = run.activities.get(eventId);
        return task == null ? Phase.ABSENT : task.phase;
    }

    TaskRef ref() {
        return new TaskRef(eventId, 0);
    }

    /** The first of its deadlines; of two at the same time the one that AWS names first. */
    Optional<Due> due() {
        Terms terms = scheduled.terms();
        Optional<Due> toClose = due(terms.scheduleToClose().after(scheduledAt), Limit.SCHEDULE_TO_CLOSE);
        return switch (phase) {
            case ABSENT, REVOKED -> Optional.empty();
            case SCHEDULED -> first(due(terms.scheduleToStart().after(scheduledAt), Limit.SCHEDULE_TO_START), toClose);
            case STARTED ->
                first(
                        first(due(terms.startToClose().after(startedAt), Limit.START_TO_CLOSE), toClose),
                        due(terms.heartbeat().after(lastBeat), Limit.HEARTBEAT));
        };
    }

    private static Optional<Due> due(Optional<Instant> at, Limit limit) {
        return at.map(instant -> new Due(instant, limit));
    }

    private static Optional<Due> first(Optional<Due> one, Optional<Due> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return other.get().at.isBefore(one.get().at) ? other : one;
    }

    static void apply(SwfRun run, JournalRecord record, SwfActivityChange change) {
        switch (change) {
            case SwfActivityChange.Scheduled c -> {
                Phase next = TABLE.next(Phase.ABSENT, c);
                run.activities.put(
                        record.eventId(),
                        new ActivityTask(
                                c, record.eventId(), record.at(), next, 0, Instant.EPOCH, 0, Instant.EPOCH, 0));
                run.latestActivityTask = Optional.of(record.at());
            }
            case SwfActivityChange.Started c -> started(run, record, c);
            case SwfActivityChange.CancelRequested c -> cancelRequested(run, record, c);
            case SwfActivityChange.BeatSeen c -> beatSeen(run, c);
            case SwfActivityChange.Completed c -> end(run, c.scheduledEventId(), c);
            case SwfActivityChange.Failed c -> end(run, c.scheduledEventId(), c);
            case SwfActivityChange.TimedOut c -> end(run, c.scheduledEventId(), c);
            case SwfActivityChange.Canceled c -> end(run, c.scheduledEventId(), c);
            case SwfActivityChange.ScheduleFailed c -> run.unseen = true;
            case SwfActivityChange.CancelFailed c -> run.unseen = true;
        }
    }

    private static void started(SwfRun run, JournalRecord record, SwfActivityChange.Started c) {
        ActivityTask task = run.activity(c.scheduledEventId());
        Phase next = TABLE.next(task.phase, c);
        run.activities.put(
                task.eventId,
                new ActivityTask(
                        task.scheduled,
                        task.eventId,
                        task.scheduledAt,
                        next,
                        record.eventId(),
                        record.at(),
                        c.poll(),
                        record.at(),
                        0));
    }

    private static void cancelRequested(SwfRun run, JournalRecord record, SwfActivityChange.CancelRequested c) {
        ActivityTask task = run.activity(c.scheduledEventId());
        run.activities.put(task.eventId, task.with(TABLE.next(task.phase, c), task.lastBeat, record.eventId()));
    }

    private static void beatSeen(SwfRun run, SwfActivityChange.BeatSeen c) {
        ActivityTask task = run.activity(c.scheduledEventId());
        run.activities.put(task.eventId, task.with(TABLE.next(task.phase, c), c.beat(), task.requestedEventId));
    }

    private ActivityTask with(Phase next, Instant beat, long requested) {
        return new ActivityTask(
                scheduled, eventId, scheduledAt, next, startedEventId, startedAt, poll, beat, requested);
    }

    private static void end(SwfRun run, long eventId, SwfActivityChange c) {
        TABLE.next(phase(run, eventId), c);
        run.activities.remove(eventId);
        run.unseen = true;
    }
}
