package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.expression.Timestamps;
import dev.stepwell.asl.expression.jsonpath.path.ReferencePath;
import dev.stepwell.asl.expression.jsonpath.path.ScopedPath;
import dev.stepwell.asl.json.Json;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The Path twins of fields: each gives a value of its field's type or fails in the words AWS has for that field. */
sealed interface PathValue extends Expression {
    /** SecondsPath. */
    record Seconds(ScopedPath path) implements PathValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            JsonNode value = referenced(path, "SecondsPath", scope);
            OptionalLong seconds = asLong(value);
            if (seconds.isEmpty()) {
                throw runtime("The SecondsPath parameter cannot be parsed as a long value: " + shown(path, value));
            }
            if (seconds.getAsLong() < 0) {
                throw runtime("The SecondsPath parameter references a negative value: " + shown(path, value));
            }
            return LongNode.valueOf(seconds.getAsLong());
        }
    }

    /** TimestampPath. */
    record Timestamp(ScopedPath path) implements PathValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            JsonNode value = referenced(path, "TimestampPath", scope);
            if (!value.isTextual() || Timestamps.lenient(value.textValue()).isEmpty()) {
                throw runtime(
                        "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time "
                                + "format string: " + shown(path, value));
            }
            return value;
        }
    }

    /** TimeoutSecondsPath and HeartbeatSecondsPath. */
    record PositiveSeconds(ScopedPath path, String field) implements PathValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            JsonNode value = found(path, scope);
            OptionalLong seconds = asLong(value);
            if (seconds.isEmpty()) {
                throw runtime("The " + field + " parameter cannot be parsed as a long value: " + shown(path, value));
            }
            if (seconds.getAsLong() <= 0) {
                throw runtime("The " + field + " parameter must reference a positive value: " + shown(path, value));
            }
            return LongNode.valueOf(seconds.getAsLong());
        }
    }

    /** MaxConcurrencyPath and ToleratedFailureCountPath. */
    record Count(ScopedPath path, String name) implements PathValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            JsonNode value = found(path, scope);
            OptionalLong count = asLong(value);
            if (count.isEmpty()) {
                throw runtime("The " + name + "Path field refers to value " + quoted(value)
                        + " which is not a valid integer: " + path.text());
            }
            if (count.getAsLong() < 0) {
                throw runtime(name + " cannot be negative.");
            }
            return LongNode.valueOf(count.getAsLong());
        }
    }

    /** ToleratedFailurePercentagePath. */
    record Percentage(ScopedPath path) implements PathValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            JsonNode value = found(path, scope);
            OptionalDouble percentage = asDouble(value);
            if (percentage.isEmpty()) {
                throw runtime("The ToleratedFailurePercentagePath field refers to value " + quoted(value)
                        + " which is not a valid float: " + path.text());
            }
            if (percentage.getAsDouble() < 0 || percentage.getAsDouble() > 100) {
                throw runtime("ToleratedFailurePercentage must be between 0 and 100.");
            }
            return value.isNumber() ? value : DoubleNode.valueOf(percentage.getAsDouble());
        }

        private static OptionalDouble asDouble(JsonNode value) {
            try {
                return value.isNumber() || value.isTextual()
                        ? OptionalDouble.of(Double.parseDouble(value.asText()))
                        : OptionalDouble.empty();
            } catch (NumberFormatException e) {
                return OptionalDouble.empty();
            }
        }
    }

    /** ItemsPath; the path shown is that of AWS, which drops one {@code $} of a context path. */
    record Items(ReferencePath path) implements PathValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            JsonNode value = path.read(scope);
            if (!value.isArray()) {
                String shown = path.text().startsWith("$$") ? path.text().substring(1) : path.text();
                throw runtime("Reference path \"" + shown + "\" must point to array.");
            }
            return value;
        }
    }

    /** ErrorPath, CausePath and RoleArn, all strings. */
    record Text(Expression dynamic, String field, String source) implements PathValue {
        @Override
        public JsonNode evaluate(Scope scope) {
            JsonNode value = dynamic.evaluate(scope);
            if (!value.isTextual()) {
                throw runtime("The value of the field '" + field + "' is not a string: " + source + " == "
                        + Json.write(value));
            }
            return value;
        }
    }

    private static JsonNode referenced(ScopedPath path, String field, Scope scope) {
        JsonNode value = path.read(scope);
        if (value == null) {
            throw runtime("The " + field + " parameter does not reference an input value: " + path.text());
        }
        return value;
    }

    private static JsonNode found(ScopedPath path, Scope scope) {
        JsonNode value = path.read(scope);
        if (value == null) {
            throw Selector.invalidPath(path, path.whyMissing(scope).orElse("No results"));
        }
        return value;
    }

    /** AWS parses the text of the value, so that a string of digits will do. */
    private static OptionalLong asLong(JsonNode value) {
        try {
            return value.isValueNode() ? OptionalLong.of(Long.parseLong(value.asText())) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static String shown(ScopedPath path, JsonNode value) {
        return path.text() + " == " + (value.isValueNode() ? value.asText() : Json.write(value));
    }

    private static String quoted(JsonNode value) {
        return "\"" + (value.isValueNode() ? value.asText() : Json.write(value)) + "\"";
    }

    private static StatesException runtime(String cause) {
        return new StatesException("States.Runtime", cause);
    }
}
