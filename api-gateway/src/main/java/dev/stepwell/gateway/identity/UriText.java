package dev.stepwell.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Texts of a URI in the one spelling that is signed. */
final class UriText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private UriText() {}

    /** Decodes what is encoded, then encodes all but RFC 3986's unreserved characters; empty when it is badly encoded. */
    static Optional<String> recode(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i];
            if (b == '%') {
                if (i + 2 >= bytes.length) {
                    return Optional.empty();
                }
                int high = Character.digit(bytes[i + 1], 16);
                int low = Character.digit(bytes[i + 2], 16);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                b = high << 4 | low;
                i += 2;
            }
            append(text, b);
        }
        return Optional.of(text.toString());
    }

    /**
     * A path as it is signed for every service but S3: without dots that lead nowhere and slashes in a row, and encoded once more than it
     * came.
     */
    static String path(String raw) {
        Deque<String> segments = new ArrayDeque<>();
        String[] parts = raw.split("/", -1);
        for (String part : parts) {
            if (part.equals("..")) {
                segments.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                segments.addLast(part);
            }
        }
        StringBuilder text = new StringBuilder();
        for (String segment : segments) {
            text.append('/');
            for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
                append(text, b);
            }
        }
        String last = parts[parts.length - 1];
        boolean folder = last.isEmpty() || last.equals(".") || last.equals("..");
        return text.isEmpty() || folder ? text.append('/').toString() : text.toString();
    }

    private static void append(StringBuilder text, int b) {
        if (isUnreserved(b)) {
            text.append((char) b);
        } else {
            text.append('%').append(HEX[b >> 4 & 0xF]).append(HEX[b & 0xF]);
        }
    }

    private static boolean isUnreserved(int b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_'
                || b == '.'
                || b == '~';
    }
}
