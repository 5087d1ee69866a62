package dev.stepwell.asl.expression.jsonpath;

/** The names of variables (developer guide, "Variables": Unicode identifiers of at most 80 characters). */
final class VariableNames {
    private static final int MAX_LENGTH = 80;

    private VariableNames() {}

    static boolean isValid(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && Character.isUnicodeIdentifierStart(name.codePointAt(0))
                && name.codePoints().allMatch(Character::isUnicodeIdentifierPart);
    }

    /** What is wrong with a name that is not valid. */
    static String fault(String name) {
        return name.length() > MAX_LENGTH
                ? "the variable name exceeds the " + MAX_LENGTH + "-character limit."
                : "the variable name contains invalid characters.";
    }
}
