package dev.stepwell.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.expression.jsonpath.path.Fuel;
import dev.stepwell.asl.expression.jsonpath.path.FueledExpression;
import dev.stepwell.asl.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A call, ready to be evaluated. Whatever goes wrong is {@code States.Runtime}, as AWS has it, not {@code States.IntrinsicFailure}.
 *
 * @param text the call as written, for the error
 */
record IntrinsicCall(String text, IntrinsicFunction function, List<Argument> arguments) implements FueledExpression {
    @Override
    public JsonNode evaluate(Scope scope, Fuel fuel) {
        List<JsonNode> values = new ArrayList<>(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            boolean template = i == 0 && function == IntrinsicFunction.FORMAT;
            values.add(value(arguments.get(i), template, scope, fuel));
        }
        try {
            return function.apply(values, new Means(scope.random(), fuel));
        } catch (InvalidArgumentsException e) {
            throw failure("Invalid arguments in " + function.spelling() + e.detail());
        }
    }

    /** @param template whether it is the template of States.Format, which reads the escapes itself */
    private JsonNode value(Argument argument, boolean template, Scope scope, Fuel fuel) {
        return switch (argument) {
            case Argument.Literal literal -> literal.value();
            case Argument.Text text -> template ? TextNode.valueOf(text.raw()) : text.value();
            case Argument.Nested nested -> nested.call().evaluate(scope, fuel);
            case Argument.Path path -> {
                JsonNode value = path.path().read(scope, fuel);
                if (value == null) {
                    throw failure("The JsonPath argument for the field '"
                            + path.path().text() + "' could not be found in the input '" + Json.write(scope.input())
                            + "'");
                }
                yield value;
            }
        };
    }

    /** Gathers the variables that its arguments start from. */
    void variables(Set<String> names) {
        for (Argument argument : arguments) {
            switch (argument) {
                case Argument.Path path -> path.path().variable().ifPresent(names::add);
                case Argument.Nested nested -> nested.call().variables(names);
                case Argument.Literal literal -> {}
                case Argument.Text text -> {}
            }
        }
    }

    private StatesException failure(String what) {
        return new StatesException("States.Runtime", "The function '" + text + "' had the following error: " + what);
    }
}
