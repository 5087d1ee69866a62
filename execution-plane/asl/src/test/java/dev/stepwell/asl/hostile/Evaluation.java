package dev.stepwell.asl.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.WaitTime;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;

/** Reads one state and works out all that it computes, as a run does. */
final class Evaluation {
    /** What becomes of a state that works. */
    static final String VALUE = "value";

    /** What becomes of a definition that is none. */
    static final String REFUSED = "refused";

    private Evaluation() {}

    /** The name of the error that it ends with, or that there is none. */
    static String end(String definition, JsonNode input) {
        return switch (DefinitionReader.read(definition)) {
            case ReadResult.Refused refused -> REFUSED;
            case ReadResult.Ok ok -> end(ok.definition().flow().state("S"), scope(input));
        };
    }

    private static Scope scope(JsonNode input) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.putObject("Execution").put("Name", "run").set("Input", input);
        return new Scope(input, () -> context, Map.of(), new SplittableRandom(1), Instant.EPOCH);
    }

    private static String end(State state, Scope scope) {
        try {
            JsonNode arguments = state.shaping().arguments(scope);
            body(state, scope.over(arguments));
            state.shaping().output(scope, arguments);
            state.shaping().assign(scope, arguments);
            return VALUE;
        } catch (StatesException e) {
            return e.error();
        }
    }

    private static void body(State state, Scope scope) {
        switch (state) {
            case State.Choice choice ->
                choice.choices().forEach(rule -> rule.condition().test(scope));
            case State.Wait wait -> until(wait).evaluate(scope);
            case State.MapState map -> map.items().evaluate(scope);
            case State.Fail fail -> fail.cause().ifPresent(cause -> cause.evaluate(scope));
            case State.Task task -> task.timeoutSeconds().ifPresent(timeout -> timeout.evaluate(scope));
            case State.Pass pass -> {}
            case State.Parallel parallel -> {}
            case State.Succeed succeed -> {}
        }
    }

    private static Expression until(State.Wait wait) {
        return switch (wait.until()) {
            case WaitTime.Seconds seconds -> seconds.seconds();
            case WaitTime.Timestamp timestamp -> timestamp.timestamp();
        };
    }
}
