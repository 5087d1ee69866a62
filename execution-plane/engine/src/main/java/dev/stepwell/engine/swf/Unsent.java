package dev.stepwell.engine.swf;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.names.ExecutionId;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run wanted of others when it ended, and was not known to be done: children to start, signals and requests to cancel to bring. An
 * end takes none of it back, be it decided in the same answer (RespondDecisionTaskCompleted takes decisions in their order), but it takes
 * the run out of all that looks after open runs. So for each a note stays in the run's own inbox, written with the end and taken away when
 * it is known what came of it. Its history says no more of it: nothing follows a closing event.
 */
final class Unsent {
    private Unsent() {}

    /** What is to be noted when the run ends. */
    static List<Effect> notes(SwfRun run) {
        List<Effect> notes = new ArrayList<>();
        run.children.keySet().forEach(eventId -> notes.add(new SwfEffect.NoteUnsent(eventId)));
        run.externals.keySet().forEach(eventId -> notes.add(new SwfEffect.NoteUnsent(eventId)));
        return notes;
    }

    /** A note is read: whoever should have done it may be gone, so it is asked for again. */
    static void askAgain(SwfTurn t, Letter.Unsent note) {
        long eventId = note.slip().task().scheduledEventId();
        Child child = t.run.children.get(eventId);
        External external = t.run.externals.get(eventId);
        if (child != null) {
            t.effect(Children.start(child));
        } else if (external != null) {
            Externals.send(external).ifPresent(t::effect);
        } else {
            t.effect(new Effect.TakenIn(note.slip()));
        }
    }

    /** It is known what came of it. */
    static void known(SwfTurn t, long eventId) {
        if (t.run.children.containsKey(eventId) || t.run.externals.containsKey(eventId)) {
            ExecutionId self = ExecutionId.of(t.run.swf().execution().runId());
            t.effect(new Effect.TakenIn(new Letter.Slip(self, Letter.Kind.UNSENT, new TaskRef(eventId, 0))));
        }
    }
}
