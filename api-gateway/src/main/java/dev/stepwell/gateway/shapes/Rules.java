package dev.stepwell.gateway.shapes;

import dev.stepwell.contracts.options.v1.MemberRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value must satisfy, and AWS's words for when it does not.
 *
 * @param min least length, size or value, if there is one
 * @param max greatest length, size or value, if there is one
 * @param pattern what a whole string must match, if it must
 * @param values the values of an enumeration, in the model's order; empty when it is none
 */
public record Rules(
        @Nullable Long min, @Nullable Long max, @Nullable Pattern pattern, List<String> values) {
    static final Rules NONE = new Rules(null, null, null, List.of());

    public Rules {
        values = List.copyOf(values);
    }

    static Rules of(MemberRule rule) {
        if (!rule.hasMin()
                && !rule.hasMax()
                && rule.getPattern().isEmpty()
                && rule.getValuesList().isEmpty()) {
            return NONE;
        }
        return new Rules(
                rule.hasMin() ? rule.getMin() : null,
                rule.hasMax() ? rule.getMax() : null,
                rule.getPattern().isEmpty() ? null : Pattern.compile(rule.getPattern()),
                rule.getValuesList());
    }

    boolean none() {
        return equals(NONE);
    }

    /** Whether the words of a string must be looked at, not only its length. */
    boolean readsText() {
        return pattern != null || !values.isEmpty();
    }

    /** The constraints that a string breaks; the pattern comes first, as AWS has it. */
    List<String> brokenByText(long codePoints, @Nullable String text) {
        List<String> broken = new ArrayList<>(2);
        if (text != null && pattern != null && !pattern.matcher(text).matches()) {
            broken.add(matches(pattern));
        }
        if (text != null && !values.isEmpty() && !values.contains(text)) {
            broken.add(amongValues());
        }
        broken.addAll(brokenByLength(codePoints));
        return broken;
    }

    /** The constraints that a length or a size breaks. */
    List<String> brokenByLength(long length) {
        if (max != null && length > max) {
            return List.of(atMost("length", max));
        }
        return min != null && length < min ? List.of(atLeast("length", min)) : List.of();
    }

    /** The constraints that a number breaks. */
    List<String> brokenByValue(double value) {
        if (max != null && value > max) {
            return List.of(atMost("value", max));
        }
        return min != null && !(value >= min) ? List.of(atLeast("value", min)) : List.of();
    }

    /** All constraints on an element, as AWS lists them when any element breaks any. */
    String onElements() {
        List<String> all = new ArrayList<>(3);
        if (max != null) {
            all.add(atMost("length", max));
        }
        if (min != null) {
            all.add(atLeast("length", min));
        }
        if (pattern != null) {
            all.add(matches(pattern));
        }
        if (!values.isEmpty()) {
            all.add(amongValues());
        }
        return "Member must satisfy constraint: [" + String.join(", ", all) + "]";
    }

    private String amongValues() {
        return "Member must satisfy enum value set: [" + String.join(", ", values) + "]";
    }

    private static String atMost(String what, long max) {
        return "Member must have " + what + " less than or equal to " + max;
    }

    private static String atLeast(String what, long min) {
        return "Member must have " + what + " greater than or equal to " + min;
    }

    private static String matches(Pattern pattern) {
        return "Member must satisfy regular expression pattern: " + pattern.pattern();
    }
}
