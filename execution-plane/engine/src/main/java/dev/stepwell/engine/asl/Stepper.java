package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.StateKind;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Payload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One step of one frame: what comes next from where it stands. */
final class Stepper {
    private Stepper() {}

    static void step(AslTurn t, Frame frame) {
        try {
            next(t, frame);
        } catch (StatesException failure) {
            if (failure.evaluation().isPresent()) {
                Recovery.evaluationFailed(
                        t, frame, failure, failure.evaluation().get());
            } else {
                Recovery.recover(t, frame, failure);
            }
        }
    }

    private static void next(AslTurn t, Frame frame) {
        switch (frame.step) {
            case Step.Enter enter -> enter(t, frame);
            case Step.Body body -> body(t, frame);
            case Step.Retrying retrying -> body(t, frame);
            case Step.Waiting waiting -> passOn(t, frame);
            case Step.Working working -> TaskBody.goOn(t, frame, working);
            case Step.Mapping mapping -> throw new IllegalStateException("a map run goes on by itself");
            case Step.Branching branching -> t.event(frame, new FanOutChange.ParallelSucceeded(frame.id));
            case Step.Iterating iterating -> MapBody.goOn(t, frame, iterating);
            case Step.Distributing distributing -> MapRunBody.start(t, frame, distributing);
            case Step.Mapped mapped -> t.event(frame, new FanOutChange.MapSucceeded(frame.id));
            case Step.Failing failing -> Recovery.failFanOut(t, frame, failing);
            case Step.Done done -> exit(t, frame, done.result());
            case Step.Failed failed -> Recovery.recover(t, frame, failed);
            case Step.Ended ended -> ended(t, frame);
        }
    }

    private static void enter(AslTurn t, Frame frame) {
        State state = frame.state();
        t.event(frame, new StateChange.Entered(frame.id, StateKind.of(state), state.name(), frame.data));
    }

    private static void body(AslTurn t, Frame frame) {
        switch (frame.state()) {
            case State.Pass pass -> pass(t, frame, pass);
            case State.Task task -> TaskBody.schedule(t, frame, task);
            case State.Choice choice -> ChoiceBody.choose(t, frame, choice);
            case State.Wait wait -> WaitBody.arm(t, frame, wait);
            case State.Succeed succeed -> passOn(t, frame);
            case State.Fail fail -> FailBody.fail(t, frame, fail);
            case State.Parallel parallel -> parallel(t, frame, parallel);
            case State.MapState map -> MapBody.begin(t, frame, map);
        }
    }

    private static void pass(AslTurn t, Frame frame, State.Pass pass) {
        Scope scope = t.scope(frame);
        JsonNode arguments = pass.shaping().arguments(scope);
        exit(t, frame, frame.data.with(pass.result().orElse(arguments)));
    }

    /** Ends a state whose result is what it works on: Wait and Succeed. */
    private static void passOn(AslTurn t, Frame frame) {
        JsonNode arguments = frame.state().shaping().arguments(t.scope(frame));
        exit(t, frame, frame.data.with(arguments));
    }

    private static void parallel(AslTurn t, Frame frame, State.Parallel parallel) {
        JsonNode arguments = parallel.shaping().arguments(t.scope(frame));
        t.event(frame, new FanOutChange.ParallelStarted(frame.id, limited(t, frame, frame.data.with(arguments))));
    }

    /** The payload, unless it is larger than any may be (developer guide, "Quotas"). */
    static Payload limited(AslTurn t, Frame frame, Payload payload) {
        if (payload.bytes() > t.limits().payloadBytes()) {
            throw new StatesException(Errors.DATA_LIMIT_EXCEEDED, Errors.tooLarge(frame.stateName));
        }
        return payload;
    }

    /** Shapes the result of the frame's state and leaves it for the next one. */
    static void exit(AslTurn t, Frame frame, Payload result) {
        Optional<String> next =
                frame.state() instanceof State.Continuing continuing ? continuing.next() : Optional.empty();
        exit(t, frame, result, frame.state().shaping(), next);
    }

    /** As above, by the shaping and to the state that a Choice rule or a catcher names. */
    static void exit(AslTurn t, Frame frame, Payload result, Shaping shaping, Optional<String> next) {
        Scope scope = t.scope(frame);
        JsonNode output = shaping.output(scope, result.json());
        Payload data = limited(t, frame, output == result.json() ? result : frame.data.with(output));
        Map<String, Payload> assigned = assigned(t, frame, shaping.assign(scope, result.json()));
        t.event(
                frame,
                new StateChange.Exited(frame.id, StateKind.of(frame.state()), frame.stateName, data, assigned, next));
    }

    /** One Assign is no larger than a payload, and there is a limit to all variables (developer guide, "Variables": limits). */
    private static Map<String, Payload> assigned(AslTurn t, Frame frame, Map<String, JsonNode> variables) {
        Map<String, Payload> assigned = new LinkedHashMap<>();
        long bytes = 0;
        long replaced = 0;
        for (Map.Entry<String, JsonNode> variable : variables.entrySet()) {
            Payload value = Payload.of(variable.getValue());
            Payload before = frame.variables.get(variable.getKey());
            bytes += value.bytes();
            replaced += before == null ? 0 : before.bytes();
            assigned.put(variable.getKey(), value);
        }
        boolean full = bytes > 0 && t.run.variableBytes() - replaced + bytes > Limits.VARIABLE_BYTES;
        if (full || bytes > t.limits().payloadBytes()) {
            throw new StatesException(Errors.DATA_LIMIT_EXCEEDED, Errors.tooLarge(frame.stateName));
        }
        return assigned;
    }

    private static void ended(AslTurn t, Frame frame) {
        if (frame.isRoot()) {
            Ending.end(t, new ExecutionChange.Succeeded(frame.data), frame.last);
        } else {
            String map = t.run.frame(frame.parent).stateName;
            t.event(frame, new FanOutChange.IterationSucceeded(frame.id, map, frame.index));
        }
    }
}
