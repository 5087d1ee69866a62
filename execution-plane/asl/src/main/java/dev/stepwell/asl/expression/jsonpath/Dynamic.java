package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.expression.intrinsic.Intrinsics;
import dev.stepwell.asl.expression.jsonpath.path.Fuel;
import dev.stepwell.asl.expression.jsonpath.path.FueledExpression;
import dev.stepwell.asl.expression.jsonpath.path.PathSyntaxException;
import dev.stepwell.asl.expression.jsonpath.path.ScopedPath;
import dev.stepwell.asl.json.Json;
import java.util.Optional;

/**
 * The value of a field by a path.
 *
 * @param path the path
 * @param field the field's name as written, for the error
 */
record Dynamic(ScopedPath path, String field) implements FueledExpression {
    /** A path or an intrinsic call; empty when the text is neither. */
    static Optional<Expression> read(JsonNode written, String field) {
        if (!written.isTextual()) {
            return Optional.empty();
        }
        String text = written.textValue();
        if (text.startsWith("States.")) {
            return Intrinsics.parse(text);
        }
        try {
            return Optional.of(new Dynamic(ScopedPath.parse(text), field));
        } catch (PathSyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * An indefinite path that finds nothing gives the empty array, and an index that an array has no element for gives null (measured
     * from AWS); any other definite path that leads nowhere fails the execution.
     */
    @Override
    public JsonNode evaluate(Scope scope, Fuel fuel) {
        JsonNode value = path.read(scope, fuel);
        if (value == null && path.endsBeyondArray(scope)) {
            return NullNode.getInstance();
        }
        if (value == null) {
            throw new StatesException(
                    "States.Runtime",
                    "The JSONPath '" + path.text() + "' specified for the field '" + field
                            + "' could not be found in the input '" + Json.write(scope.input()) + "'");
        }
        return value;
    }
}
