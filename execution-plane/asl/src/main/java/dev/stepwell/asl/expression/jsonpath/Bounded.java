package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.json.JsonBounds;

/**
 * An expression whose value can be written: states can wrap and repeat their input again and again, and what could not be written and
 * read again is stopped where it comes about.
 */
record Bounded(Expression expression) implements Expression {
    @Override
    public JsonNode evaluate(Scope scope) {
        return checked(expression.evaluate(scope));
    }

    /**
     * The value itself.
     *
     * @throws StatesException when it is nested too deeply or far larger than any payload may be
     */
    static JsonNode checked(JsonNode value) {
        return switch (JsonBounds.of(value)) {
            case WITHIN -> value;
            case TOO_DEEP ->
                throw new StatesException(
                        "States.Runtime", "The value is nested deeper than " + JsonBounds.MAX_DEPTH + " levels.");
            case TOO_LARGE ->
                throw new StatesException(
                        "States.DataLimitExceeded",
                        "The state/task returned a result with a size exceeding the maximum number of bytes service limit.");
        };
    }
}
