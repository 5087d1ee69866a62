package dev.stepwell.names;

/**
 * What SWF forbids in the names of domains, types, task lists, workflows, activities, timers, markers and signals (API reference,
 * RegisterDomain, "name", and alike elsewhere): white space at either end, a colon, a slash, a vertical bar, control characters, and
 * the word {@code arn} by itself. How long a name may be is a rule of its member in the contract.
 */
public final class SwfNames {
    private SwfNames() {}

    /** Whether it is a name that SWF accepts. */
    public static boolean isValid(String name) {
        return !name.isEmpty()
                && !name.equals("arn")
                && !isSpace(name.codePointAt(0))
                && !isSpace(name.codePointBefore(name.length()))
                && name.chars().noneMatch(SwfNames::isForbidden);
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isForbidden(int c) {
        return c == ':' || c == '/' || c == '|' || c <= 0x1F || (c >= 0x7F && c <= 0x9F);
    }
}
