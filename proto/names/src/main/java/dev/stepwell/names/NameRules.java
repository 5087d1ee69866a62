package dev.stepwell.names;

/**
 * What AWS forbids in the names of machines, executions and activities (API reference, CreateStateMachine, "name"): 1 to 80
 * characters without white space, brackets, wildcards, certain special characters, control characters, surrogates and
 * non-characters.
 */
public final class NameRules {
    /** The longest name, in UTF-16 units. */
    public static final int MAX_LENGTH = 80;

    private static final String FORBIDDEN = "<>{}[]?*\"#%\\^|~`$&,;:/";

    private NameRules() {}

    /** Whether the name has 1 to 80 characters and none that AWS forbids. */
    public static boolean isValid(String name) {
        return !name.isEmpty() && name.length() <= MAX_LENGTH && name.chars().noneMatch(NameRules::isForbidden);
    }

    private static boolean isForbidden(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || FORBIDDEN.indexOf(c) >= 0
                || c <= 0x1F
                || (c >= 0x7F && c <= 0x9F)
                || (c >= 0xD800 && c <= 0xDFFF)
                || c >= 0xFFFE;
    }
}
