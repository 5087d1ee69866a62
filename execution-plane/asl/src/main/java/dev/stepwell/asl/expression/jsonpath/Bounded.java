package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.ValueBounds;

/** An expression whose value can be written. */
record Bounded(Expression expression) implements Expression {
    @Override
    public JsonNode evaluate(Scope scope) {
        return ValueBounds.checked(expression.evaluate(scope), scope);
    }
}
