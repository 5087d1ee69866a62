package dev.stepwell.control.domains;

import dev.stepwell.control.references.SwfRules;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long closed executions of a domain are kept (API reference, RegisterDomain, "workflowExecutionRetentionPeriodInDays").
 *
 * @param days 0 to 90; empty where NONE was said, which keeps them no longer than 0 does
 */
public record Retention(Optional<Short> days) {
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,8}");
    private static final int MOST = 90;

    /** Reads it as clients write it; throws {@code ValidationException}. */
    public static Retention of(String text) {
        if (text.equals(SwfRules.NONE)) {
            return new Retention(Optional.empty());
        }
        if (!DAYS.matcher(text).matches() || Integer.parseInt(text) > MOST) {
            throw SwfRules.invalid("workflowExecutionRetentionPeriodInDays", text);
        }
        return new Retention(Optional.of(Short.valueOf(text)));
    }

    /** As clients read it. */
    public String text() {
        return days.map(String::valueOf).orElse(SwfRules.NONE);
    }

    /** As a number of days. */
    public int inDays() {
        return days.map(Short::intValue).orElse(0);
    }
}
