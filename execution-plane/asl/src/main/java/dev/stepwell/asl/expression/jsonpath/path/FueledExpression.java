package dev.stepwell.asl.expression.jsonpath.path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;

/** An expression that shares its fuel with those it is made of, so that a template is bounded as a whole. */
public interface FueledExpression extends Expression {
    /** The value, using up fuel. */
    JsonNode evaluate(Scope scope, Fuel fuel);

    @Override
    default JsonNode evaluate(Scope scope) {
        return evaluate(scope, new Fuel());
    }

    /** The value of any expression, with the fuel if it uses any. */
    static JsonNode evaluate(Expression expression, Scope scope, Fuel fuel) {
        return expression instanceof FueledExpression fueled
                ? fueled.evaluate(scope, fuel)
                : expression.evaluate(scope);
    }
}
