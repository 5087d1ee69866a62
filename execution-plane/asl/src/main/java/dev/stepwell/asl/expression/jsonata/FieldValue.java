package dev.stepwell.asl.expression.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.expression.Timestamps;
import dev.stepwell.asl.expression.ValueBounds;
import dev.stepwell.asl.expression.jsonata.query.Fuel;
import dev.stepwell.asl.expression.jsonata.query.Given;
import dev.stepwell.asl.json.Json;
import java.util.Optional;

/** The fields that may be computed: each gives a value of its field's type or fails in the words AWS has for that field. */
sealed interface FieldValue extends Expression {
    /** A whole number that is not too small. */
    record Whole(Computed computed, long least) implements FieldValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            JsonNode value = computed.evaluate(Given.before(scope), new Fuel(), "number");
            if (!value.isIntegralNumber()) {
                throw unusable(
                        "The " + computed.location() + " field cannot be parsed as a long value: " + Json.write(value),
                        computed);
            }
            if (value.longValue() < least) {
                throw unusable(
                        "The " + computed.location() + " field must be "
                                + (least == 0 ? "zero or a positive value: " : "a positive value: ")
                                + Json.write(value),
                        computed);
            }
            return LongNode.valueOf(value.longValue());
        }
    }

    /** A number between 0 and 100. */
    record Percentage(Computed computed) implements FieldValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            JsonNode value = computed.evaluate(Given.before(scope), new Fuel(), "number");
            if (value.doubleValue() < 0 || value.doubleValue() > 100) {
                throw unusable(computed.location() + " must be between 0 and 100.", computed);
            }
            return value;
        }
    }

    /** A moment. */
    record Timestamp(Computed computed) implements FieldValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            JsonNode value = computed.evaluate(Given.before(scope), new Fuel(), "string");
            if (Timestamps.lenient(value.textValue()).isEmpty()) {
                throw unusable(
                        "The " + computed.location()
                                + " field cannot be parsed as an ISO-8601 extended offset date-time format string: "
                                + value.textValue(),
                        computed);
            }
            return value;
        }
    }

    /** A string. */
    record Text(Computed computed) implements FieldValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            return computed.evaluate(Given.before(scope), new Fuel(), "string");
        }
    }

    /** The items of a Map by an expression. */
    record Items(Computed computed) implements FieldValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            return ValueBounds.checked(computed.evaluate(Given.before(scope), new Fuel(), "array"), scope);
        }
    }

    /** The items of a Map when it says nothing of them: its input. */
    record InputItems() implements FieldValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            if (!scope.input().isArray()) {
                throw StatesException.ofEvaluation(
                        "Map state input must be an array but was: " + Json.write(scope.input()),
                        new StatesException.Evaluation(Optional.empty(), false));
            }
            return scope.input();
        }
    }

    /** Anything. */
    record Any(Template template) implements FieldValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            return ValueBounds.checked(template.evaluate(Given.before(scope), new Fuel()), scope);
        }
    }

    private static StatesException unusable(String cause, Computed computed) {
        return Computed.failure(cause, computed.location(), true);
    }
}
