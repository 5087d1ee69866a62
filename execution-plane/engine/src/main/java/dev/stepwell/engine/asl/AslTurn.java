package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One turn in the making. Deciding means appending a record here, which is applied at once, so that every decision sees the state
 * that its predecessors made.
 */
final class AslTurn {
    final AslRun run;
    final Turn turn;
    private final RandomGenerator random;
    private final List<JournalRecord> records = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();

    AslTurn(AslRun run, Turn turn) {
        this.run = run;
        this.turn = turn;
        this.random = new SplittableRandom(turn.seed());
    }

    /** The history has no room for another event; the execution must end. */
    static final class HistoryFull extends RuntimeException {
        private static final long serialVersionUID = 1;

        HistoryFull() {
            super("the history is full", null, false, false);
        }
    }

    /** Appends an event that follows the frame's last one; returns its id. */
    long event(Frame frame, Change change) {
        return event(frame.last, change);
    }

    /** Appends an event that follows the given one; the last place of a history is kept for its end. */
    long event(long previous, Change change) {
        boolean full = run.lastEvent + 1 >= turn.limits().historyEvents();
        if (full
                && !(run.seq > 0
                        && run.facts().isExpress())) { // an express history has no limit (developer guide, "Quotas")
            throw new HistoryFull();
        }
        return append(run.lastEvent + 1, previous, change);
    }

    /** Appends the event that ends the execution. */
    void lastEvent(long previous, Change change) {
        append(run.lastEvent + 1, previous, change);
    }

    /** Appends a record that is no event; {@code last} is the event its frame stands at. */
    void note(long last, Change change) {
        append(0, last, change);
    }

    private long append(long eventId, long previous, Change change) {
        JournalRecord record = new JournalRecord(run.seq + 1, turn.now(), eventId, previous, change);
        Fold.apply(run, record);
        records.add(record);
        return eventId;
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    /** Answers a call; inputs that nobody waits for have call 0. */
    void reply(long call, Reply.Answer answer) {
        if (call != 0) {
            replies.add(new Reply(call, answer));
        }
    }

    int size() {
        return records.size();
    }

    Limits limits() {
        return turn.limits();
    }

    RandomGenerator random() {
        return random;
    }

    /** What expressions of the frame's state may read; {@code $} is the state's raw input. */
    Scope scope(Frame frame) {
        return new Scope(
                frame.data.json(),
                new ContextObject(run, frame)::toJson,
                variables(frame),
                random,
                turn.now(),
                limits().payloadBytes());
    }

    /** The same with the token of a task that is about to be scheduled. */
    Scope scope(Frame frame, TaskRef task) {
        return scope(frame).in(new ContextObject(run, frame).withToken(task, turn.sealer())::toJson);
    }

    private Map<String, JsonNode> variables(Frame frame) {
        Map<String, JsonNode> visible =
                frame.isRoot() ? new HashMap<>() : new HashMap<>(variables(run.frame(frame.parent)));
        for (Map.Entry<String, Payload> own : frame.variables.entrySet()) {
            visible.put(own.getKey(), own.getValue().json());
        }
        return visible;
    }

    Outcome<AslRun> outcome() {
        return new Outcome<>(run, records, effects, replies);
    }
}
