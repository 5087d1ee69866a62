package dev.stepwell.engine.swf;

import static dev.stepwell.engine.swf.Transitions.line;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfExternalChange;
import java.util.Optional;

/**
 * A signal, or a request to cancel, that is on its way to another execution.
 *
 * @param initiated the decision to send it
 * @param eventId the event of that, which names it
 * @param chosen the run id of the run that it goes to, if the decision left that open and it has been chosen
 */
record External(SwfExternalChange initiated, long eventId, Phase phase, Optional<String> chosen) {
    static final Transitions<Phase> TABLE = Transitions.of(
            line(Phase.ABSENT, SwfExternalChange.SignalInitiated.class, Phase.SIGNALING),
            line(Phase.SIGNALING, SwfExternalChange.Signaled.class, Phase.ABSENT),
            line(Phase.SIGNALING, SwfExternalChange.SignalFailed.class, Phase.ABSENT),
            line(Phase.SIGNALING, SwfExternalChange.Addressed.class, Phase.SIGNALING),
            line(Phase.ABSENT, SwfExternalChange.CancelInitiated.class, Phase.CANCELING),
            line(Phase.CANCELING, SwfExternalChange.Addressed.class, Phase.CANCELING),
            line(Phase.CANCELING, SwfExternalChange.CancelRequested.class, Phase.ABSENT),
            line(Phase.CANCELING, SwfExternalChange.CancelFailed.class, Phase.ABSENT));

    /** Which of the two it is. */
    enum Phase {
        ABSENT,
        SIGNALING,
        CANCELING
    }

    static Phase phase(SwfRun run, long eventId) {
        External external = run.externals.get(eventId);
        return external == null ? Phase.ABSENT : external.phase;
    }

    static void apply(SwfRun run, JournalRecord record, SwfExternalChange change) {
        switch (change) {
            case SwfExternalChange.SignalInitiated c -> begin(run, record, c);
            case SwfExternalChange.CancelInitiated c -> begin(run, record, c);
            case SwfExternalChange.Addressed c -> addressed(run, c);
            case SwfExternalChange.Signaled c -> end(run, c.initiatedEventId(), c);
            case SwfExternalChange.CancelRequested c -> end(run, c.initiatedEventId(), c);
            case SwfExternalChange.SignalFailed c -> end(run, c.initiatedEventId(), c);
            case SwfExternalChange.CancelFailed c -> end(run, c.initiatedEventId(), c);
        }
    }

    private static void begin(SwfRun run, JournalRecord record, SwfExternalChange c) {
        run.externals.put(
                record.eventId(), new External(c, record.eventId(), TABLE.next(Phase.ABSENT, c), Optional.empty()));
    }

    private static void addressed(SwfRun run, SwfExternalChange.Addressed c) {
        Phase next = TABLE.next(phase(run, c.initiatedEventId()), c);
        External before = run.external(c.initiatedEventId());
        run.externals.put(
                before.eventId,
                new External(
                        before.initiated,
                        before.eventId,
                        next,
                        Optional.of(c.execution().runId())));
    }

    /** What was refused before it was sent has no event to refer to. */
    private static void end(SwfRun run, long eventId, SwfExternalChange c) {
        if (eventId != 0) {
            TABLE.next(phase(run, eventId), c);
            run.externals.remove(eventId);
        }
        run.unseen = true;
    }
}
