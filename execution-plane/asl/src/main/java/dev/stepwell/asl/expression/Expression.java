package dev.stepwell.asl.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** Something written in a definition that has a value: a constant, a path, a template or an expression of a query language. */
public interface Expression {
    /**
     * The value in the given scope. Pure: it reads the scope and nothing else.
     *
     * @throws StatesException with the {@code States.*} name AWS gives the failure
     */
    JsonNode evaluate(Scope scope);

    /** An expression that always has the same value. */
    static Expression constant(JsonNode value) {
        return new Constant(value);
    }

    /** A value written out in the definition. */
    record Constant(JsonNode value) implements Expression {
        @Override
        public JsonNode evaluate(Scope scope) {
            return value;
        }
    }
}
