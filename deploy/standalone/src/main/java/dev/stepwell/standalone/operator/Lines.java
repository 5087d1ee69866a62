package dev.stepwell.standalone.operator;

import java.time.Instant;

/** How things look on a terminal. */
final class Lines {
    private Lines() {}

    /** A text that somebody else chose, without what a terminal would obey. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    static String time(com.google.protobuf.Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds()).toString();
    }
}
