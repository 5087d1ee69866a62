package dev.stepwell.asl.expression.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.expression.Stages;
import dev.stepwell.asl.expression.ValueBounds;
import dev.stepwell.asl.expression.jsonata.query.Fuel;
import dev.stepwell.asl.expression.jsonata.query.Given;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arguments, Output and Assign (developer guide, "Transforming data with JSONata").
 *
 * @param offers what the result of the body is called, if it is called anything
 */
record JsonataShaping(
        Optional<Template> arguments, Optional<Template> output, List<Template.Member> assign, Place.Offers offers)
        implements Shaping {
    @Override
    public JsonNode arguments(Scope scope, Stages stages) {
        JsonNode given = arguments.isEmpty()
                ? scope.input()
                : ValueBounds.checked(
                        fresh(arguments.get().evaluate(Given.before(scope), new Fuel()), scope.input(), scope.input()),
                        scope);
        stages.passed(Stages.Stage.ARGUMENTS, given);
        return given;
    }

    @Override
    public JsonNode output(Scope scope, JsonNode result, Stages stages) {
        return output.isEmpty()
                ? result
                : ValueBounds.checked(
                        fresh(output.get().evaluate(given(scope, result), new Fuel()), scope.input(), result), scope);
    }

    @Override
    public Map<String, JsonNode> assign(Scope scope, JsonNode result) {
        if (assign.isEmpty()) {
            return Map.of();
        }
        Given given = given(scope, result);
        Fuel fuel = new Fuel();
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        assign.forEach(each ->
                variables.put(each.name(), ValueBounds.checked(each.value().evaluate(given, fuel), scope)));
        return variables;
    }

    private Given given(Scope scope, JsonNode result) {
        return switch (offers) {
            case NOTHING_ELSE -> Given.before(scope);
            case RESULT -> new Given(scope, result, null);
            case ERROR_OUTPUT -> new Given(scope, null, result);
        };
    }

    /** What an expression gives is written compactly, even when it is the input itself: so it must not be the same object. */
    private static JsonNode fresh(JsonNode value, JsonNode input, JsonNode result) {
        if (value != input && value != result) {
            return value;
        }
        return switch (value) {
            case ObjectNode object -> JsonNodeFactory.instance.objectNode().setAll(object);
            case ArrayNode array ->
                JsonNodeFactory.instance.arrayNode(array.size()).addAll(array);
            default -> value;
        };
    }
}
