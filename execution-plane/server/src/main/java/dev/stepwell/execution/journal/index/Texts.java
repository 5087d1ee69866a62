package dev.stepwell.execution.journal.index;

import java.nio.charset.StandardCharsets;

/** What clients have said, as bytes: it may hold what a text of PostgreSQL cannot. */
final class Texts {
    private Texts() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
