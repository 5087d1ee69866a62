package dev.stepwell.engine.swf;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.engine.workflow.TerminatedCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machine of workflow executions. What arrives is recorded, then what is due, and after each of both a decision task is scheduled if
 * there is something to see and none is open.
 *
 * <p>The decisions of one answer are taken in within one turn, however many they are: a request holds no more than a megabyte of them.
 */
public final class SwfMachine implements Machine<SwfRun> {
    @Override
    public SwfRun apply(SwfRun run, JournalRecord record) {
        SwfFold.apply(run, record);
        return run;
    }

    @Override
    public Outcome<SwfRun> handle(SwfRun run, List<Input> inputs, Turn turn) {
        SwfTurn t = new SwfTurn(run, turn);
        Optional<Instant> dueBefore = Deadlines.next(run);
        Arrivals arrivals = new Arrivals(t);
        try {
            goOn(t);
            for (Input input : inputs) {
                arrivals.take(input);
                goOn(t);
            }
            time(t, new Deadlines(t, beats(inputs)));
        } catch (SwfTurn.HistoryFull full) {
            Ending.end(
                    t,
                    new SwfExecutionChange.Terminated(
                            Optional.empty(),
                            Optional.empty(),
                            run.settings().childPolicy(),
                            TerminatedCause.EVENT_LIMIT_EXCEEDED));
            inputs.forEach(arrivals::take); // the run has ended: whoever has no answer yet is refused
        }
        Optional<Instant> due = Deadlines.next(run);
        due.filter(d -> !due.equals(dueBefore)).ifPresent(d -> t.effect(new Effect.WakeAt(d)));
        return t.outcome();
    }

    /** What the run does by itself: after any prefix of its records, this comes next. */
    private static void goOn(SwfTurn t) {
        Lambdas.begin(t);
        Activities.cancelRevoked(t);
        DecisionTasks.scheduleIfWanted(t);
    }

    private static void time(SwfTurn t, Deadlines deadlines) {
        while (deadlines.anyDue()) {
            if (t.isFull()) {
                t.effect(new Effect.GoOn());
                return;
            }
            deadlines.stepOneDue();
            goOn(t);
        }
    }

    private static Optional<Map<TaskRef, Beat>> beats(List<Input> inputs) {
        Optional<Map<TaskRef, Beat>> beats = Optional.empty();
        for (Input input : inputs) {
            if (input instanceof Input.Wake wake) {
                beats = Optional.of(wake.beats());
            }
        }
        return beats;
    }

    @Override
    public List<Effect> pending(SwfRun run, Turn turn) {
        List<Effect> effects = new ArrayList<>();
        if (!run.isOpen()) {
            return effects;
        }
        DecisionTasks.offer(run).ifPresent(effects::add);
        run.activities.values().stream()
                .filter(task -> task.phase() == ActivityTask.Phase.SCHEDULED)
                .forEach(task -> effects.add(Activities.offer(run, task)));
        run.lambdas.values().forEach(task -> Lambdas.invoke(run, task).ifPresent(effects::add));
        run.children.values().stream()
                .filter(child -> child.phase() == Child.Phase.INITIATED)
                .forEach(child -> effects.add(Children.start(child)));
        run.externals.values().forEach(external -> Externals.send(external).ifPresent(effects::add));
        if (DecisionTasks.isWanted(run) || Lambdas.anyToBegin(run) || Activities.anyRevoked(run)) {
            effects.add(new Effect.GoOn());
        }
        Deadlines.next(run).ifPresent(due -> effects.add(new Effect.WakeAt(due)));
        return effects;
    }
}
