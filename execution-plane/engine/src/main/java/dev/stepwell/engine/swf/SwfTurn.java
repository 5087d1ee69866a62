package dev.stepwell.engine.swf;

import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One turn in the making. Deciding means appending a record here, which is applied at once, so that what comes next sees what came
 * before.
 */
final class SwfTurn {
    final SwfRun run;
    final Turn turn;
    final RandomGenerator random;
    private final List<JournalRecord> records = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private final Set<Long> answered = new HashSet<>();

    SwfTurn(SwfRun run, Turn turn) {
        this.run = run;
        this.turn = turn;
        this.random = new SplittableRandom(turn.seed());
    }

    /** The history has no room for another event; the run must end. */
    static final class HistoryFull extends RuntimeException {
        private static final long serialVersionUID = 1;

        HistoryFull() {
            super("the history is full", null, false, false);
        }
    }

    /** Appends an event; the last place of a history is kept for its end. Returns its id. */
    long event(Change change) {
        if (run.lastEvent + 1 >= turn.limits().historyEvents()) {
            throw new HistoryFull();
        }
        return lastEvent(change);
    }

    /** Appends the event that ends the run. */
    long lastEvent(Change change) {
        append(run.lastEvent + 1, change);
        return run.lastEvent;
    }

    /** Appends a record that is no event. */
    void note(Change change) {
        append(0, change);
    }

    private void append(long eventId, Change change) {
        JournalRecord record = new JournalRecord(run.seq + 1, turn.now(), eventId, 0, change);
        SwfFold.apply(run, record);
        records.add(record);
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    /** Answers a call, once; inputs that nobody waits for have call 0. */
    void reply(long call, Reply.Answer answer) {
        if (call != 0 && answered.add(call)) {
            replies.add(new Reply(call, answer));
        }
    }

    Limits limits() {
        return turn.limits();
    }

    boolean isFull() {
        return records.size() >= turn.limits().recordsPerTurn();
    }

    Outcome<SwfRun> outcome() {
        return new Outcome<>(run, records, effects, replies);
    }
}
