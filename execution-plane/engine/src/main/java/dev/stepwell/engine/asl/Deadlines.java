package dev.stepwell.engine.asl;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Everything that time does to an execution. All deadlines live in its state; a wake-up only says that one may have passed. */
final class Deadlines {
    private final AslTurn t;
    private final Optional<Map<TaskRef, Beat>> beats;

    /** @param beats the last heartbeats; absent when nobody has looked, and then no heartbeat is missed */
    Deadlines(AslTurn t, Optional<Map<TaskRef, Beat>> beats) {
        this.t = t;
        this.beats = beats;
    }

    /** The next moment at which time does something to the execution; while it is paused time does nothing. */
    static Optional<Instant> next(AslRun run) {
        if (!run.isGoing()) {
            return Optional.empty();
        }
        return Stream.concat(
                        executionDeadline(run).stream(),
                        run.frames.values().stream().flatMap(frame -> of(frame).stream()))
                .min(Instant::compareTo);
    }

    /** TimeoutSeconds of the machine do not run while it is paused. */
    private static Optional<Instant> executionDeadline(AslRun run) {
        OptionalLong seconds = run.definition.timeoutSeconds();
        return run.seq == 0 || !run.isGoing() || seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        run.generationBegan().plusSeconds(seconds.getAsLong()).plus(run.rested));
    }

    private static Optional<Instant> of(Frame frame) {
        if (frame.halted) {
            return Optional.empty();
        }
        return switch (frame.step) {
            case Step.Waiting waiting -> Optional.of(waiting.until());
            case Step.Retrying retrying -> Optional.of(retrying.until());
            case Step.Working working when frame.isMocked() -> Optional.empty(); // its end does not wait for anybody
            case Step.Working working ->
                Stream.concat(working.timeoutAt().stream(), working.heartbeatAt().stream())
                        .min(Instant::compareTo);
            case Step.Enter s -> Optional.empty();
            case Step.Body s -> Optional.empty();
            case Step.Branching s -> Optional.empty();
            case Step.Iterating s -> Optional.empty();
            case Step.Distributing s -> Optional.empty();
            case Step.Mapping s -> Optional.empty();
            case Step.Mapped s -> Optional.empty();
            case Step.Failing s -> Optional.empty();
            case Step.Done s -> Optional.empty();
            case Step.Failed s -> Optional.empty();
            case Step.Ended s -> Optional.empty();
        };
    }

    void endIfExecutionTimedOut() {
        boolean passed = executionDeadline(t.run).filter(this::hasPassed).isPresent();
        if (passed) {
            Ending.end(t, new ExecutionChange.TimedOut(Optional.of(Errors.TIMEOUT), Optional.empty()), 0);
        }
    }

    /** Does what is due for one frame, the lowest first; false when nothing is. */
    boolean stepOneDue() {
        for (Frame frame : t.run.frames.values()) {
            if (of(frame).filter(this::hasPassed).isPresent() && stepDue(frame)) {
                return true;
            }
        }
        return false;
    }

    private boolean stepDue(Frame frame) {
        if (frame.step instanceof Step.Working working) {
            return stepDueTask(frame, working);
        }
        Stepper.step(t, frame);
        return true;
    }

    private boolean stepDueTask(Frame frame, Step.Working working) {
        if (working.timeoutAt().filter(this::hasPassed).isPresent()) {
            timeOut(frame, working, Errors.TIMEOUT);
            return true;
        }
        if (beats.isEmpty()) {
            return false;
        }
        Beat last = beats.get().get(working.task());
        Instant known = working.lastBeat().or(working::started).orElse(Instant.EPOCH);
        if (last != null && last.at().isAfter(known)) {
            t.note(frame.last, new TaskChange.BeatSeen(frame.id, last.at()));
        } else {
            timeOut(frame, working, Errors.HEARTBEAT_TIMEOUT);
        }
        return true;
    }

    private void timeOut(Frame frame, Step.Working working, String error) {
        t.event(frame, new TaskChange.TimedOut(frame.id, working.family(), Optional.of(error), Optional.empty()));
        t.effect(new Effect.CloseTask(working.task()));
        Children.giveUp(working).ifPresent(t::effect);
    }

    private boolean hasPassed(Instant due) {
        return !due.isAfter(t.turn.now());
    }
}
