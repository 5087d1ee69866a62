package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Condition;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.expression.Timestamps;
import dev.stepwell.asl.expression.jsonpath.path.Fuel;
import dev.stepwell.asl.expression.jsonpath.path.ScopedPath;
import java.util.List;

/** The conditions of Choice rules in JSONPath. */
sealed interface ChoiceCondition extends Condition {
    /** Whether it holds; all parts of one rule share its fuel. */
    boolean test(Scope scope, Fuel fuel);

    @Override
    default boolean test(Scope scope) {
        return test(scope, new Fuel());
    }

    record And(List<ChoiceCondition> all) implements ChoiceCondition {
        @Override
        public boolean test(Scope scope, Fuel fuel) {
            for (ChoiceCondition each : all) {
                if (!each.test(scope, fuel)) {
                    return false;
                }
            }
            return true;
        }
    }

    record Or(List<ChoiceCondition> any) implements ChoiceCondition {
        @Override
        public boolean test(Scope scope, Fuel fuel) {
            for (ChoiceCondition each : any) {
                if (each.test(scope, fuel)) {
                    return true;
                }
            }
            return false;
        }
    }

    record Not(ChoiceCondition condition) implements ChoiceCondition {
        @Override
        public boolean test(Scope scope, Fuel fuel) {
            return !condition.test(scope, fuel);
        }
    }

    /** A comparison with a value that is written out. */
    record WithConstant(ScopedPath variable, Comparison comparison, JsonNode constant) implements ChoiceCondition {
        @Override
        public boolean test(Scope scope, Fuel fuel) {
            return comparison.holds(value(variable, scope, fuel), constant);
        }
    }

    /** A comparison with the value of another path: the Path twin of an operator. */
    record WithPath(ScopedPath variable, Comparison comparison, ScopedPath other) implements ChoiceCondition {
        @Override
        public boolean test(Scope scope, Fuel fuel) {
            JsonNode left = value(variable, scope, fuel);
            return comparison.holds(left, value(other, scope, fuel));
        }
    }

    /** StringMatches. */
    record Matches(ScopedPath variable, Wildcards pattern) implements ChoiceCondition {
        @Override
        public boolean test(Scope scope, Fuel fuel) {
            JsonNode value = value(variable, scope, fuel);
            return value.isTextual() && pattern.matches(value.textValue());
        }
    }

    /** IsPresent, the one test that a missing variable does not fail. */
    record IsPresent(ScopedPath variable, boolean expected) implements ChoiceCondition {
        @Override
        public boolean test(Scope scope, Fuel fuel) {
            JsonNode value = variable.read(scope, fuel);
            boolean present = value != null && (variable.isDefinite() || !value.isEmpty());
            return present == expected;
        }
    }

    /** IsNull, IsString, IsNumeric, IsBoolean, IsTimestamp. */
    record Is(ScopedPath variable, Type type, boolean expected) implements ChoiceCondition {
        @Override
        public boolean test(Scope scope, Fuel fuel) {
            return type.fits(value(variable, scope, fuel)) == expected;
        }
    }

    /** The types a value may be tested for. */
    enum Type {
        NULL,
        STRING,
        NUMERIC,
        BOOLEAN,
        TIMESTAMP;

        boolean fits(JsonNode value) {
            return switch (this) {
                case NULL -> value.isNull();
                case STRING -> value.isTextual();
                case NUMERIC -> value.isNumber();
                case BOOLEAN -> value.isBoolean();
                case TIMESTAMP ->
                    value.isTextual() && Timestamps.strict(value.textValue()).isPresent();
            };
        }
    }

    private static JsonNode value(ScopedPath path, Scope scope, Fuel fuel) {
        JsonNode value = path.read(scope, fuel);
        if (value == null) {
            throw new StatesException(
                    "States.Runtime",
                    "Invalid path '" + path.text()
                            + "': The choice state's condition path references an invalid value.");
        }
        return value;
    }
}
