package dev.stepwell.engine.asl;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The interpreter of the Amazon States Language as a machine: inputs first, then every frame as far as it goes by itself. */
public final class AslMachine implements Machine<AslRun> {
    @Override
    public AslRun apply(AslRun run, JournalRecord record) {
        Fold.apply(run, record);
        return run;
    }

    @Override
    public Outcome<AslRun> handle(AslRun run, List<Input> inputs, Turn turn) {
        AslTurn t = new AslTurn(run, turn);
        Optional<Instant> dueBefore = Deadlines.next(run);
        Arrivals arrivals = new Arrivals(t);
        try {
            Optional<Map<TaskRef, Beat>> beats = Optional.empty();
            for (Input input : inputs) {
                arrivals.take(input);
                if (input instanceof Input.Wake wake) {
                    beats = Optional.of(wake.beats());
                }
            }
            advance(t, beats);
        } catch (AslTurn.HistoryFull full) {
            // The text AWS gives (developer guide, "Quotas": maximum execution history size).
            Ending.end(
                    t,
                    new ExecutionChange.Failed(
                            Optional.of("States.Runtime"),
                            Optional.of("The execution reached the maximum number of history events ("
                                    + turn.limits().historyEvents() + ").")),
                    run.frames.isEmpty() ? 0 : run.frame(0).last);
            inputs.forEach(arrivals::refuseUnanswered);
        }
        if (!run.status.isTerminal()) {
            Optional<Instant> due = Deadlines.next(run);
            due.filter(d -> !due.equals(dueBefore)).ifPresent(d -> t.effect(new Effect.WakeAt(d)));
        }
        return t.outcome();
    }

    private static void advance(AslTurn t, Optional<Map<TaskRef, Beat>> beats) {
        AslRun run = t.run;
        Deadlines deadlines = new Deadlines(t, beats);
        deadlines.endIfExecutionTimedOut();
        // What is due is due at once: all of it happens before anything comes of it (recorded from AWS).
        boolean due = true;
        while (run.isGoing()) {
            if (t.size() >= t.limits().recordsPerTurn()) {
                t.effect(new Effect.GoOn());
                return;
            }
            due = due && deadlines.stepOneDue();
            if (due) {
                continue;
            }
            if (!run.runnable.isEmpty()) {
                Stepper.step(t, run.frame(run.runnable.first()));
            } else if (!deadlines.stepOneDue()) {
                return;
            }
        }
    }

    @Override
    public List<Effect> pending(AslRun run, Turn turn) {
        List<Effect> effects = new ArrayList<>();
        if (run.status.isTerminal()) {
            return effects;
        }
        for (Frame frame : run.frames.values()) {
            if (!frame.halted && frame.step instanceof Step.Working working) {
                TaskBody.pending(run, frame, working).ifPresent(effects::add);
            }
            if (!frame.halted && frame.step instanceof Step.Mapping mapping) {
                effects.add(MapRunBody.pending(mapping));
            }
        }
        if (run.isGoing() && !run.runnable.isEmpty()) {
            effects.add(new Effect.GoOn());
        }
        Deadlines.next(run).ifPresent(due -> effects.add(new Effect.WakeAt(due)));
        return effects;
    }
}
