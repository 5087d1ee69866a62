package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Timestamps;
import java.time.Instant;
import java.util.Optional;

/**
 * The comparisons of Choice rules: a family of values and a relation. A value of another family than the operator's never matches and
 * never fails (developer guide, "Choice").
 */
record Comparison(Family family, Relation relation) {
    enum Family {
        STRING("String"),
        NUMERIC("Numeric"),
        TIMESTAMP("Timestamp"),
        BOOLEAN("Boolean");

        private final String prefix;

        Family(String prefix) {
            this.prefix = prefix;
        }

        String prefix() {
            return prefix;
        }
    }

    enum Relation {
        EQUALS("Equals"),
        LESS_THAN_EQUALS("LessThanEquals"),
        LESS_THAN("LessThan"),
        GREATER_THAN_EQUALS("GreaterThanEquals"),
        GREATER_THAN("GreaterThan");

        private final String suffix;

        Relation(String suffix) {
            this.suffix = suffix;
        }

        String suffix() {
            return suffix;
        }

        boolean holds(int order) {
            return switch (this) {
                case EQUALS -> order == 0;
                case LESS_THAN_EQUALS -> order <= 0;
                case LESS_THAN -> order < 0;
                case GREATER_THAN_EQUALS -> order >= 0;
                case GREATER_THAN -> order > 0;
            };
        }
    }

    /** The comparison an operator's name means, the Path at its end left off; empty when there is none. */
    static Optional<Comparison> named(String operator) {
        for (Family family : Family.values()) {
            for (Relation relation : Relation.values()) {
                boolean exists = family != Family.BOOLEAN || relation == Relation.EQUALS;
                if (exists && operator.equals(family.prefix() + relation.suffix())) {
                    return Optional.of(new Comparison(family, relation));
                }
            }
        }
        return Optional.empty();
    }

    boolean holds(JsonNode left, JsonNode right) {
        return switch (family) {
            case STRING ->
                left.isTextual()
                        && right.isTextual()
                        && relation.holds(left.textValue().compareTo(right.textValue()));
            case NUMERIC -> left.isNumber() && right.isNumber() && relation.holds(numeric(left, right));
            case BOOLEAN -> left.isBoolean() && right.isBoolean() && left.booleanValue() == right.booleanValue();
            case TIMESTAMP -> left.isTextual() && right.isTextual() && timestamps(left.textValue(), right.textValue());
        };
    }

    private static int numeric(JsonNode left, JsonNode right) {
        if (left.isIntegralNumber()
                && left.canConvertToLong()
                && right.isIntegralNumber()
                && right.canConvertToLong()) {
            return Long.compare(left.longValue(), right.longValue());
        }
        return left.decimalValue().compareTo(right.decimalValue());
    }

    private boolean timestamps(String left, String right) {
        Optional<Instant> a = Timestamps.strict(left);
        Optional<Instant> b = Timestamps.strict(right);
        return a.isPresent() && b.isPresent() && relation.holds(a.get().compareTo(b.get()));
    }
}
