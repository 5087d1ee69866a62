package dev.stepwell.control.references;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.names.NameRules;

/** Rules of texts that the table of shapes at the gateway does not hold. */
public final class TextRules {
    private TextRules() {}

    /** Refuses with {@code InvalidName} what may not name a machine or an activity. */
    public static void name(String name) {
        if (!NameRules.isValid(name)) {
            throw new Fault("InvalidName", "Invalid Name: '" + name + "'");
        }
    }

    /** Refuses U+0000, which a database column of text cannot hold. */
    public static void storable(String member, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new Fault(
                    "ValidationException",
                    "1 validation error detected: Value at '" + member
                            + "' failed to satisfy constraint: Member must not contain the character U+0000");
        }
    }
}
