package dev.stepwell.engine.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Condition;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.engine.asl.Errors;
import dev.stepwell.engine.trial.Verdict.Failure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a state under trial looks from: the scope that the machine gives it, with the variables and the context object of the
 * experiment. What fails there is noted on the way.
 */
record Vantage(Experiment experiment, Sightings sightings) {
    /** The execution's start is the first event, the state's entry the second. */
    private static final long ENTERED = 2;

    Scope of(Scope machine) {
        Map<String, JsonNode> variables = new HashMap<>(experiment.given().variables());
        variables.putAll(machine.variables());
        Supplier<JsonNode> context = experiment
                .given()
                .context()
                .<Supplier<JsonNode>>map(given -> () -> given)
                .orElse(() -> asExpress(machine.context().get()));
        return new Scope(machine.input(), context, variables, machine.random(), machine.now());
    }

    /** The context object of an express execution knows no redrives. */
    private JsonNode asExpress(JsonNode standard) {
        ObjectNode context = copy(standard);
        ObjectNode execution = copy(standard.path("Execution"));
        execution.remove("RedriveCount");
        if (execution.path("RoleArn").asText().isEmpty()) {
            execution.remove("RoleArn");
        }
        context.set("Execution", execution);
        ObjectNode state = copy(standard.path("State"));
        if (state.has("RetryCount")) {
            state.put("RetryCount", experiment.circumstances().retries());
        }
        context.set("State", state);
        return context;
    }

    /** The same members in another object. */
    static ObjectNode copy(JsonNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
        return copy;
    }

    /** The cause without its place in a history: a trial has none (recorded from AWS). */
    String bare(String cause) {
        String place = Errors.place(experiment.state().name(), ENTERED);
        return cause.startsWith(place) ? cause.substring(place.length()) : cause;
    }

    Expression of(Expression inner) {
        return scope -> noting(() -> inner.evaluate(of(scope)));
    }

    Optional<Expression> of(Optional<Expression> inner) {
        return inner.map(this::of);
    }

    Condition of(Condition inner) {
        return scope -> noting(() -> inner.test(of(scope)));
    }

    <T> T noting(Supplier<T> evaluation) {
        try {
            return evaluation.get();
        } catch (StatesException failure) {
            sightings.failed(new Failure(Optional.of(failure.error()), Optional.of(failure.causeText())));
            throw failure;
        }
    }
}
