package dev.stepwell.asl.expression;

import dev.stepwell.asl.finding.FindingCode;
import dev.stepwell.asl.finding.Written;
import java.util.Optional;

/** The names of variables (developer guide, "Variables": Unicode identifiers of at most 80 characters, {@code states} reserved). */
public final class VariableNames {
    private static final int MAX_LENGTH = 80;

    private VariableNames() {}

    /** Reports a name that an Assign may not set. */
    public static void check(Written assign, String name) {
        if (name.equals("states")) {
            assign.report(
                    FindingCode.RESERVED_VARIABLE_NAME,
                    "Cannot assign to reserved variable '$states'.",
                    assign.location());
        } else if (!isValid(name)) {
            assign.report(
                    FindingCode.INVALID_VARIABLE_NAME,
                    "Invalid variable name '" + name + "': " + fault(name),
                    assign.location());
        }
    }

    /** Why a variable cannot be called that; empty when it can. */
    public static Optional<String> refusal(String name) {
        if (name.equals("states")) {
            return Optional.of("'states' is reserved.");
        }
        return isValid(name) ? Optional.empty() : Optional.of(fault(name));
    }

    private static boolean isValid(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && Character.isUnicodeIdentifierStart(name.codePointAt(0))
                && name.codePoints().allMatch(Character::isUnicodeIdentifierPart);
    }

    private static String fault(String name) {
        return name.length() > MAX_LENGTH
                ? "the variable name exceeds the " + MAX_LENGTH + "-character limit."
                : "the variable name contains invalid characters.";
    }
}
