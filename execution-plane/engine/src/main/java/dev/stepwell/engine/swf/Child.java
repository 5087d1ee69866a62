package dev.stepwell.engine.swf;

import static dev.stepwell.engine.swf.Transitions.line;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfChildChange;
import java.time.Instant;

/**
 * A child that has not ended.
 *
 * @param initiated the decision to start it
 * @param eventId the event of that, which names it
 * @param initiatedAt when that was
 * @param startedEventId 0 before it is known to have started
 */
record Child(SwfChildChange.Initiated initiated, long eventId, Instant initiatedAt, Phase phase, long startedEventId) {
    static final Transitions<Phase> TABLE = Transitions.of(
            line(Phase.ABSENT, SwfChildChange.Initiated.class, Phase.INITIATED),
            line(Phase.INITIATED, SwfChildChange.Started.class, Phase.STARTED),
            line(Phase.INITIATED, SwfChildChange.StartFailed.class, Phase.ABSENT),
            line(Phase.STARTED, SwfChildChange.Completed.class, Phase.ABSENT),
            line(Phase.STARTED, SwfChildChange.Failed.class, Phase.ABSENT),
            line(Phase.STARTED, SwfChildChange.TimedOut.class, Phase.ABSENT),
            line(Phase.STARTED, SwfChildChange.Canceled.class, Phase.ABSENT),
            line(Phase.STARTED, SwfChildChange.Terminated.class, Phase.ABSENT));

    /** How far it is. */
    enum Phase {
        ABSENT,
        INITIATED,
        STARTED
    }

    static Phase phase(SwfRun run, long eventId) {
        Child child = run.children.get(eventId);
        return child == null ? Phase.ABSENT : child.phase;
    }

    static void apply(SwfRun run, JournalRecord record, SwfChildChange change) {
        switch (change) {
            case SwfChildChange.Initiated c ->
                run.children.put(
                        record.eventId(), new Child(c, record.eventId(), record.at(), TABLE.next(Phase.ABSENT, c), 0));
            case SwfChildChange.StartFailed c -> {
                if (c.initiatedEventId() != 0) {
                    remove(run, c.initiatedEventId(), c);
                }
                run.unseen = true;
            }
            case SwfChildChange.Started c -> {
                Child child = run.child(c.child().initiatedEventId());
                Phase next = TABLE.next(child.phase, c);
                run.children.put(
                        child.eventId,
                        new Child(child.initiated, child.eventId, child.initiatedAt, next, record.eventId()));
                run.unseen = true;
            }
            case SwfChildChange.Completed c -> end(run, c.child(), c);
            case SwfChildChange.Failed c -> end(run, c.child(), c);
            case SwfChildChange.TimedOut c -> end(run, c.child(), c);
            case SwfChildChange.Canceled c -> end(run, c.child(), c);
            case SwfChildChange.Terminated c -> end(run, c.child(), c);
        }
    }

    private static void end(SwfRun run, SwfChildChange.Child child, SwfChildChange c) {
        remove(run, child.initiatedEventId(), c);
        run.unseen = true;
    }

    private static void remove(SwfRun run, long eventId, SwfChildChange c) {
        TABLE.next(phase(run, eventId), c);
        run.children.remove(eventId);
    }
}
