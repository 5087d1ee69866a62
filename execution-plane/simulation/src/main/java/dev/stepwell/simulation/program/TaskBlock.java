package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A Task that is done by its script.
 *
 * @param round whether the document has a {@code round} to pass on
 * @param timeout TimeoutSeconds, 0 for none
 * @param heartbeat HeartbeatSeconds, 0 for none
 */
record TaskBlock(
        String first,
        Kind kind,
        String resource,
        Script script,
        boolean round,
        int timeout,
        int heartbeat,
        Shape shape,
        Recovery recovery)
        implements Block {
    enum Kind {
        ACTIVITY,
        FUNCTION,
        INVOKE,
        INVOKE_BY_TOKEN,
        /** By an execution of {@link Program#CHILD}, whose one task does it. */
        NESTED
    }

    /** What becomes of the result. */
    enum Shape {
        /** ResultSelector keeps the number, ResultPath puts it into the document. */
        NUMBER_IN_PLACE,
        /** ResultSelector keeps the number, and that is the document. */
        NUMBER_ONLY,
        /** All of it goes beside the document. */
        ASIDE,
        /** It is thrown away. */
        NOTHING
    }

    @Override
    public void write(Writing out, Optional<String> next) {
        ObjectNode state = out.state(first, "Task", next);
        state.put("Resource", resource);
        ObjectNode parameters = Writing.JSON.createObjectNode();
        parameters.put("n.$", "$.n").put("attempt.$", "$$.State.RetryCount").put("state.$", "$$.State.Name");
        if (round) {
            parameters.put("round.$", "$.round");
        }
        parameters.set("script", script.toJson());
        if (kind == Kind.INVOKE || kind == Kind.INVOKE_BY_TOKEN) {
            ObjectNode whole = state.putObject("Parameters").put("FunctionName", "simulated");
            if (kind == Kind.INVOKE_BY_TOKEN) {
                parameters.put("token.$", "$$.Task.Token");
            }
            whole.set("Payload", parameters);
        } else if (kind == Kind.NESTED) {
            state.putObject("Parameters")
                    .put("StateMachineArn", Program.CHILD_ARN)
                    .set("Input", parameters);
        } else {
            state.set("Parameters", parameters);
        }
        if (timeout > 0) {
            state.put("TimeoutSeconds", timeout);
        }
        if (heartbeat > 0) {
            state.put("HeartbeatSeconds", heartbeat);
        }
        writeShape(state);
        recovery.write(out, state, next);
    }

    private void writeShape(ObjectNode state) {
        String result = kind == Kind.INVOKE ? "$.Payload" : kind == Kind.NESTED ? "$.Output" : "$";
        switch (shape) {
            case NUMBER_IN_PLACE -> {
                state.putObject("ResultSelector").put("value.$", result + ".n");
                state.put("ResultPath", "$.of" + first);
            }
            case NUMBER_ONLY -> state.putObject("ResultSelector").put("n.$", result + ".n");
            case ASIDE -> {
                state.putObject("ResultSelector").put("all.$", result);
                state.put("ResultPath", "$.of" + first);
            }
            case NOTHING -> state.putNull("ResultPath");
        }
    }

    @Override
    public Outcomes run(JsonNode document) {
        return recovery.run(document, attempt -> body(document, attempt));
    }

    @Override
    public List<Sequence> parts() {
        return recovery.parts().toList();
    }

    @Override
    public Block with(UnaryOperator<Sequence> change) {
        return new TaskBlock(first, kind, resource, script, round, timeout, heartbeat, shape, recovery.with(change));
    }

    private Outcomes body(JsonNode document, int attempt) {
        ObjectNode parameters = Writing.JSON.createObjectNode();
        parameters.put("attempt", attempt).set("n", document.get("n"));
        if (round) {
            parameters.set("round", document.get("round"));
        }
        Outcome done = new Outcome.GoesOn(shaped(document, script.result(parameters, "")));
        Outcome late = new Outcome.Failed("States.Timeout");
        if (script.plan() == Script.Plan.LATE) {
            return Outcomes.of(done, late);
        }
        return switch (script.act(parameters)) {
            case SUCCEED -> Outcomes.of(done);
            case FAIL -> Outcomes.of(new Outcome.Failed(kind == Kind.NESTED ? "States.TaskFailed" : Script.ERROR));
            case NOTHING -> Outcomes.of(late);
        };
    }

    private JsonNode shaped(JsonNode document, ObjectNode result) {
        ObjectNode copy = document.deepCopy();
        return switch (shape) {
            case NUMBER_IN_PLACE -> {
                copy.putObject("of" + first).set("value", result.get("n"));
                yield copy;
            }
            case NUMBER_ONLY -> Writing.JSON.createObjectNode().set("n", result.get("n"));
            case ASIDE -> {
                copy.putObject("of" + first).set("all", result);
                yield copy;
            }
            case NOTHING -> copy;
        };
    }
}
