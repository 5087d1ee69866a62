package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.model.Catcher;
import dev.stepwell.asl.model.Retrier;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.StateKind;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens after a failure: retried, caught, or carried up to the fan-out around it and at last to the execution. */
final class Recovery {
    private Recovery() {}

    /** Deals with the failure of a frame's state. */
    static void recover(AslTurn t, Frame frame, Optional<String> error, Optional<String> cause) {
        closeTasks(t, frame);
        if (!retry(t, frame, error, frame.last) && !caught(t, frame, error, cause)) {
            carryUp(t, frame, error, cause);
        }
    }

    /** Deals with what failed while a state was evaluated. */
    static void recover(AslTurn t, Frame frame, StatesException failure) {
        if (failure.error().equals(Errors.RUNTIME)) {
            giveUp(t, frame, failure);
        } else {
            recover(t, frame, Optional.of(failure.error()), Optional.of(Errors.inState(frame, failure)));
        }
    }

    /** States.Runtime ends the whole execution at once, in however many fan-outs the state stands (measured from AWS). */
    private static void giveUp(AslTurn t, Frame frame, StatesException failure) {
        Optional<String> error = Optional.of(failure.error());
        Optional<String> cause = Optional.of(Errors.inState(frame, failure));
        if (failure.error().equals(Errors.RUNTIME)) {
            Ending.end(t, new ExecutionChange.Failed(error, cause), frame.last);
        } else {
            carryUp(t, frame, error, cause);
        }
    }

    /** Deals with a failure that an event tells of. */
    static void recover(AslTurn t, Frame frame, Step.Failed failed) {
        if (!failed.fanOutOpen()) {
            recover(t, frame, failed.error(), failed.cause());
        } else if (!retry(t, frame, failed.error(), frame.last)) {
            t.event(frame, fanOutFailed(frame, failed.error(), failed.cause()));
        }
    }

    /**
     * Says that an expression failed; what comes of it is the next step. As recorded from AWS, a failure while the state is entered
     * follows what the entry followed.
     */
    static void evaluationFailed(AslTurn t, Frame frame, StatesException failure, StatesException.Evaluation where) {
        boolean entering = frame.step instanceof Step.Body && !where.afterwards();
        closeTasks(t, frame);
        t.event(
                entering ? frame.enteredAfter : frame.last,
                new StateChange.EvaluationFailed(
                        frame.id, failure.error(), Errors.inState(frame, failure), where.location(), frame.stateName));
    }

    private static FanOutChange fanOutFailed(Frame frame, Optional<String> error, Optional<String> cause) {
        return frame.state() instanceof State.MapState
                ? new FanOutChange.MapFailed(frame.id, error, cause)
                : new FanOutChange.ParallelFailed(frame.id, error, cause);
    }

    private static void carryUp(AslTurn t, Frame frame, Optional<String> error, Optional<String> cause) {
        if (frame.isRoot()) {
            Ending.end(t, new ExecutionChange.Failed(Errors.told(error), cause), frame.last);
        } else {
            t.note(frame.last, new FanOutChange.Failing(frame.parent, frame.id, error, cause));
        }
    }

    /** @param last the event that the next attempt will follow */
    private static boolean retry(AslTurn t, Frame frame, Optional<String> error, long last) {
        if (!(frame.state() instanceof State.Recovering state)) {
            return false;
        }
        List<Retrier> retriers = state.retry();
        for (int i = 0; i < retriers.size(); i++) {
            Retrier retrier = retriers.get(i);
            if (Errors.matches(retrier.errorEquals(), error.orElse(""))) {
                if (frame.retries[i] >= retrier.maxAttempts()) {
                    return false;
                }
                Instant until = t.turn.now().plus(retrier.delay(frame.retries[i], t.random()));
                t.note(last, new StateChange.RetryArmed(frame.id, i, until));
                return true;
            }
        }
        return false;
    }

    private static boolean caught(AslTurn t, Frame frame, Optional<String> error, Optional<String> cause) {
        if (!(frame.state() instanceof State.Recovering state)) {
            return false;
        }
        for (Catcher catcher : state.catches()) {
            if (Errors.matches(catcher.errorEquals(), error.orElse(""))) {
                leaveFor(t, frame, catcher, errorOutput(error, cause));
                return true;
            }
        }
        return false;
    }

    /** A catcher that cannot shape its error output fails the state for good: there is no catching that. */
    private static void leaveFor(AslTurn t, Frame frame, Catcher catcher, Payload errorOutput) {
        try {
            Stepper.exit(t, frame, errorOutput, catcher.shaping(), Optional.of(catcher.next()));
        } catch (StatesException failure) {
            failure.evaluation().ifPresent(where -> evaluationFailed(t, frame, failure, where));
            giveUp(t, frame, failure);
        }
    }

    /** The error output: Error and Cause, null when a worker gave none; a deadline's cause is empty (both recorded from AWS). */
    private static Payload errorOutput(Optional<String> error, Optional<String> cause) {
        boolean timeout = error.filter(Errors::isTimeout).isPresent();
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.put("Error", Errors.told(error).orElse(null));
        output.put("Cause", cause.orElse(timeout ? "" : null));
        return Payload.of(output);
    }

    /**
     * Ends a fan-out one of whose parts has failed: the other parts are aborted, each event following the failure's, and then the
     * state is retried or fails as a whole.
     */
    static void failFanOut(AslTurn t, Frame frame, Step.Failing failing) {
        Frame child = t.run.frame(failing.child());
        long last = child.last;
        boolean map = frame.state() instanceof State.MapState;
        if (map && !child.iterationClosed) {
            t.event(last, new FanOutChange.IterationFailed(child.id, frame.stateName, child.index));
        }
        abortState(t, child, last);
        for (int id : List.copyOf(frame.children)) {
            if (id != child.id) {
                abortPart(t, frame, t.run.frame(id), last);
            }
        }
        closeTasks(t, frame);
        if (retry(t, frame, failing.error(), last)) {
            return;
        }
        t.event(last, fanOutFailed(frame, failing.error(), failing.cause()));
    }

    private static void abortPart(AslTurn t, Frame parent, Frame part, long last) {
        boolean ended = part.step instanceof Step.Ended;
        if (parent.state() instanceof State.MapState && !part.iterationClosed && !ended) {
            t.event(last, new FanOutChange.IterationAborted(part.id, parent.stateName, part.index));
        }
        abortState(t, part, last);
    }

    /** The event that a state was aborted, for the kinds of state that have one and were entered. */
    private static void abortState(AslTurn t, Frame frame, long last) {
        for (int id : List.copyOf(frame.children)) {
            abortPart(t, frame, t.run.frame(id), last);
        }
        StateKind kind = StateKind.of(frame.state());
        boolean entered = !(frame.step instanceof Step.Enter) && !(frame.step instanceof Step.Ended);
        boolean abortable =
                kind == StateKind.TASK || kind == StateKind.WAIT || kind == StateKind.MAP || kind == StateKind.PARALLEL;
        if (frame.step instanceof Step.Mapping && !frame.runAborted) {
            t.event(last, new FanOutChange.MapRunAborted(frame.id));
        }
        if (entered && abortable && !frame.stateAborted) {
            t.event(last, new StateChange.Aborted(frame.id, kind));
        }
    }

    private static void closeTasks(AslTurn t, Frame frame) {
        for (int id : frame.children) {
            Frame child = t.run.frame(id);
            child.step.awaited().ifPresent(task -> t.effect(new Effect.CloseTask(task)));
            Children.giveUp(child).ifPresent(t::effect);
            closeTasks(t, child);
        }
    }
}
