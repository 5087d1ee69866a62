package dev.stepwell.asl.expression.jsonpath.path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.StatesException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides filters. Values are compared as AWS's JSONPath library compares them: numbers by value, a number also with a string that
 * spells it, an absent value equals nothing.
 */
final class FilterEvaluation {
    private final JsonNode root;
    private final Fuel fuel;

    FilterEvaluation(JsonNode root, Fuel fuel) {
        this.root = root;
        this.fuel = fuel;
    }

    boolean test(Filter filter, JsonNode current) {
        fuel.spend();
        return switch (filter) {
            case Filter.And and -> and.all().stream().allMatch(f -> test(f, current));
            case Filter.Or or -> or.any().stream().anyMatch(f -> test(f, current));
            case Filter.Not not -> !test(not.filter(), current);
            case Filter.Exists exists -> value(exists.operand(), current) != null;
            case Filter.Compare compare -> compare(compare, current);
        };
    }

    private @Nullable JsonNode value(Filter.Operand operand, JsonNode current) {
        return switch (operand) {
            case Filter.Literal literal -> literal.value();
            case Filter.Current path -> path.path().read(current, root, fuel);
            case Filter.Whole path -> path.path().read(root, root, fuel);
            case Filter.Regex regex -> null;
        };
    }

    private boolean compare(Filter.Compare compare, JsonNode current) {
        JsonNode left = value(compare.left(), current);
        if (compare.operator() == Filter.Operator.MATCHES) {
            return left != null
                    && left.isTextual()
                    && compare.right() instanceof Filter.Regex(Pattern pattern)
                    && matches(pattern, left.textValue());
        }
        JsonNode right = value(compare.right(), current);
        return switch (compare.operator()) {
            case EQUAL -> same(left, right);
            case NOT_EQUAL -> !same(left, right);
            case LESS -> ordered(left, right) && order(left, right) < 0;
            case LESS_OR_EQUAL -> ordered(left, right) && order(left, right) <= 0;
            case GREATER -> ordered(left, right) && order(left, right) > 0;
            case GREATER_OR_EQUAL -> ordered(left, right) && order(left, right) >= 0;
            case IN -> right != null && holds(right, left);
            case NOT_IN -> right == null || !holds(right, left);
            case CONTAINS -> left != null && (left.isTextual() ? holdsText(left, right) : holds(left, right));
            case SIZE -> left != null && right != null && right.isInt() && length(left) == right.intValue();
            case EMPTY -> left != null && right != null && (length(left) == 0) == right.booleanValue();
            case MATCHES -> false;
        };
    }

    private static boolean same(@Nullable JsonNode left, @Nullable JsonNode right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (left.isNumber() && right.isNumber()) {
            return order(left, right) == 0;
        }
        if ((left.isNumber() && right.isTextual()) || (left.isTextual() && right.isNumber())) {
            return left.asText().equals(right.asText());
        }
        return left.equals(right);
    }

    private static boolean ordered(@Nullable JsonNode left, @Nullable JsonNode right) {
        return left != null
                && right != null
                && ((left.isNumber() && right.isNumber()) || (left.isTextual() && right.isTextual()));
    }

    private static int order(@Nullable JsonNode left, @Nullable JsonNode right) {
        if (left == null || right == null) {
            return 0;
        }
        return left.isNumber()
                ? left.decimalValue().compareTo(right.decimalValue())
                : left.textValue().compareTo(right.textValue());
    }

    private boolean holds(JsonNode list, @Nullable JsonNode element) {
        if (!list.isArray()) {
            return false;
        }
        for (JsonNode each : list) {
            fuel.spend();
            if (same(each, element)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsText(JsonNode text, @Nullable JsonNode part) {
        return part != null && part.isTextual() && text.textValue().contains(part.textValue());
    }

    private static int length(JsonNode value) {
        return value.isTextual() ? value.textValue().length() : value.size();
    }

    private boolean matches(Pattern pattern, String text) {
        try {
            return pattern.matcher(new FueledText(text, fuel)).matches();
        } catch (StackOverflowError e) {
            throw new StatesException(
                    "States.Runtime", "A regular expression was too deep for the text it was tried on.");
        }
    }

    /** A text that counts how often a regular expression looks at it, so that none can run for ever. */
    private record FueledText(CharSequence text, Fuel fuel) implements CharSequence {
        @Override
        public char charAt(int index) {
            fuel.spend();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new FueledText(text.subSequence(start, end), fuel);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
