package dev.stepwell.asl.read;

import dev.stepwell.asl.finding.Written;
import java.util.Set;

/** Which fields an object may have. */
final class Fields {
    private Fields() {}

    /** Reports every field that the object may not have, in the order of the text. */
    static void checkKnown(Written object, Set<String> known) {
        object.node().fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                object.report("Field '" + field + "' is not supported");
            }
        });
    }

    /** Reports a string that is none of a few; whether it is one of them. */
    static boolean checkOneOf(Written object, String field, String value, String... allowed) {
        if (!Set.of(allowed).contains(value)) {
            object.reportAt(field, "Value should be one of the following: [" + String.join(", ", allowed) + "]");
            return false;
        }
        return true;
    }
}
