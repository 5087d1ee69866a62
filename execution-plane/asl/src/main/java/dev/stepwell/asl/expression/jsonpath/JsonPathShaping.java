package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.expression.Stages;
import dev.stepwell.asl.expression.ValueBounds;
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
    public JsonNode arguments(Scope scope, Stages stages) {
        JsonNode view = inputPath.select(scope);
        stages.passed(Stages.Stage.INPUT_PATH, view);
        JsonNode arguments = parameters.isPresent()
                ? ValueBounds.checked(parameters.get().evaluate(scope.over(view)), scope)
                : view == scope.input() ? view : ValueBounds.checked(view, scope);
        stages.passed(Stages.Stage.PARAMETERS, arguments);
        return arguments;
    }

    @Override
    public JsonNode output(Scope scope, JsonNode result, Stages stages) {
        JsonNode selected =
                resultSelector.isEmpty() ? result : resultSelector.get().evaluate(scope.over(result));
        stages.passed(Stages.Stage.RESULT_SELECTOR, selected);
        JsonNode merged = resultPath.merge(scope.input(), selected);
        stages.passed(Stages.Stage.RESULT_PATH, merged);
        return ValueBounds.checked(outputPath.select(scope.over(merged)), scope);
    }

    /** In JSONPath {@code $} in an Assign means the result of the body. */
    @Override
    public Map<String, JsonNode> assign(Scope scope, JsonNode result) {
        if (assign.isEmpty()) {
            return Map.of();
        }
        JsonNode values = ValueBounds.checked(assign.get().evaluate(scope.over(result)), scope);
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        values.properties().forEach(field -> variables.put(field.getKey(), field.getValue()));
        return variables;
    }

    /** The same shaping with another Assign or none: a Choice rule that matches goes by its own, the state's is for the Default. */
    JsonPathShaping assigning(Optional<Expression> otherAssign) {
        return new JsonPathShaping(inputPath, parameters, resultSelector, resultPath, outputPath, otherAssign);
    }
}
