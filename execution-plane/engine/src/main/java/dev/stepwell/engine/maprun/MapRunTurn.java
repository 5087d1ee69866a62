package dev.stepwell.engine.maprun;

import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One turn of a map run in the making: deciding means appending a record, which is applied at once. */
final class MapRunTurn {
    final MapRun run;
    final Turn turn;
    final RandomGenerator random;
    private final List<JournalRecord> records = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();

    MapRunTurn(MapRun run, Turn turn) {
        this.run = run;
        this.turn = turn;
        this.random = new SplittableRandom(turn.seed());
    }

    /** Appends a record; none of a map run's is an event, as it has no history of its own. */
    void append(Change change) {
        JournalRecord record = new JournalRecord(run.seq + 1, turn.now(), 0, 0, change);
        MapRunFold.apply(run, record);
        records.add(record);
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    void reply(long call, Reply.Answer answer) {
        if (call != 0) {
            replies.add(new Reply(call, answer));
        }
    }

    /** Ends the run: its children that still run are given up, and the execution that it is of is told. */
    void end(ExecutionChange change, Effect.Close closing) {
        for (int child : run.children.headMap(run.started).keySet()) {
            effect(new Effect.GiveUpChild(taskOf(child), run.startedAt));
        }
        append(change);
        run.facts().parent().ifPresent(parent -> effect(new Effect.TellParent(parent)));
        effect(closing);
    }

    void succeed(Payload output) {
        end(
                new ExecutionChange.Succeeded(output),
                new Effect.Close(RunStatus.SUCCEEDED, Optional.of(output), Optional.empty(), Optional.empty()));
    }

    void fail(String error, String cause) {
        end(
                new ExecutionChange.Failed(Optional.of(error), Optional.of(cause)),
                new Effect.Close(RunStatus.FAILED, Optional.empty(), Optional.of(error), Optional.of(cause)));
    }

    void abort(Optional<String> error, Optional<String> cause) {
        end(
                new ExecutionChange.Aborted(error, cause),
                new Effect.Close(RunStatus.ABORTED, Optional.empty(), error, cause));
    }

    /** The task of the run that a child is. */
    static TaskRef taskOf(int child) {
        return new TaskRef(child + 1L, 0);
    }

    static int childOf(TaskRef task) {
        return (int) (task.scheduledEventId() - 1);
    }

    boolean isFull() {
        return records.size() >= turn.limits().recordsPerTurn();
    }

    Outcome<MapRun> outcome() {
        return new Outcome<>(run, records, effects, replies);
    }
}
