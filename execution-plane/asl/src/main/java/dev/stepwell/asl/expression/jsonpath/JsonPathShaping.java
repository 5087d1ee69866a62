package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonBounds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The five data-flow fields and Assign, in the order AWS fixes: InputPath, Parameters, (the body), Assign, ResultSelector, ResultPath,
 * OutputPath.
 */
record JsonPathShaping(
        Selector inputPath,
        Optional<Expression> parameters,
        Optional<Expression> resultSelector,
        ResultPlace resultPath,
        Selector outputPath,
        Optional<Expression> assign)
        implements Shaping {
    /** Data goes through as it is. */
    static final JsonPathShaping IDENTITY = new JsonPathShaping(
            new Selector.Everything(),
            Optional.empty(),
            Optional.empty(),
            new ResultPlace.Whole(),
            new Selector.Everything(),
            Optional.empty());

    @Override
    public JsonNode arguments(Scope scope) {
        JsonNode view = inputPath.select(scope);
        return parameters.isEmpty() ? view : bounded(parameters.get().evaluate(scope.over(view)));
    }

    @Override
    public JsonNode output(Scope scope, JsonNode result) {
        JsonNode selected =
                resultSelector.isEmpty() ? result : resultSelector.get().evaluate(scope.over(result));
        JsonNode merged = bounded(resultPath.merge(scope.input(), selected));
        return outputPath.select(scope.over(merged));
    }

    /** In JSONPath {@code $} in an Assign means the result of the body. */
    @Override
    public Map<String, JsonNode> assign(Scope scope, JsonNode result) {
        if (assign.isEmpty()) {
            return Map.of();
        }
        JsonNode values = bounded(assign.get().evaluate(scope.over(result)));
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        values.properties().forEach(field -> variables.put(field.getKey(), field.getValue()));
        return variables;
    }

    /** The same shaping with another Assign: what a Choice rule with an Assign of its own does. */
    JsonPathShaping assigning(Expression otherAssign) {
        return new JsonPathShaping(
                inputPath, parameters, resultSelector, resultPath, outputPath, Optional.of(otherAssign));
    }

    /** States can wrap and repeat their input again and again; what could not be written and read again is stopped here. */
    private static JsonNode bounded(JsonNode value) {
        return switch (JsonBounds.of(value)) {
            case WITHIN -> value;
            case TOO_DEEP ->
                throw new StatesException(
                        "States.Runtime", "The value is nested deeper than " + Json.MAX_DEPTH + " levels.");
            case TOO_LARGE ->
                throw new StatesException(
                        "States.DataLimitExceeded",
                        "The state/task returned a result with a size exceeding the maximum number of bytes service limit.");
        };
    }
}
