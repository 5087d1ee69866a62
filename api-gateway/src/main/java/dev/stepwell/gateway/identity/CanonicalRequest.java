package dev.stepwell.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The form of a request that is signed (Signature Version 4, task 1). */
final class CanonicalRequest {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private CanonicalRequest() {}

    /** The canonical text; empty when the request has none, because a signed header is absent or the query is badly encoded. */
    static Optional<String> of(SignedRequest request, List<String> signedHeaders, String bodyHash) {
        Optional<String> query = query(request.query());
        Optional<String> path = path(request.path());
        if (query.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(512);
        text.append(request.method())
                .append('\n')
                .append(path.get())
                .append('\n')
                .append(query.get())
                .append('\n');
        for (String name : signedHeaders) {
            List<String> values = request.header(name);
            if (values.isEmpty()) {
                return Optional.empty();
            }
            text.append(name).append(':');
            for (int i = 0; i < values.size(); i++) {
                append(text, values.get(i), i > 0);
            }
            text.append('\n');
        }
        return Optional.of(text.append('\n')
                .append(String.join(";", signedHeaders))
                .append('\n')
                .append(bodyHash)
                .toString());
    }

    /**
     * The path, encoded once more than it is on the wire, as all services but S3 have it; empty when it is not in the form that clients bring
     * paths into before they sign: then two paths would have one signature.
     */
    static Optional<String> path(String raw) {
        if (!raw.startsWith("/")) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (String segment : raw.equals("/") ? new String[0] : raw.substring(1).split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.empty();
            }
            text.append('/');
            for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
                append(text, b);
            }
        }
        return Optional.of(text.isEmpty() ? "/" : text.toString());
    }

    private static void append(StringBuilder text, int b) {
        if (isUnreserved(b)) {
            text.append((char) b);
        } else {
            text.append('%').append(HEX[b >> 4 & 0xF]).append(HEX[b & 0xF]);
        }
    }

    /** A header's value without blanks around it and with runs of blanks made one. */
    private static void append(StringBuilder text, String value, boolean further) {
        if (further) {
            text.append(',');
        }
        boolean blank = false;
        boolean begun = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t') {
                blank = true;
            } else {
                if (blank && begun) {
                    text.append(' ');
                }
                text.append(c);
                blank = false;
                begun = true;
            }
        }
    }

    /** The query with its parameters encoded in one way and sorted; empty when it is badly encoded. */
    static Optional<String> query(String raw) {
        if (raw.isEmpty()) {
            return Optional.of("");
        }
        List<String[]> parameters = new ArrayList<>();
        for (String parameter : raw.split("&")) {
            if (parameter.isEmpty()) {
                continue;
            }
            int equals = parameter.indexOf('=');
            Optional<String> name = encode(equals < 0 ? parameter : parameter.substring(0, equals));
            Optional<String> value = encode(equals < 0 ? "" : parameter.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            parameters.add(new String[] {name.get(), value.get()});
        }
        parameters.sort((a, b) -> {
            int byName = a[0].compareTo(b[0]);
            return byName != 0 ? byName : a[1].compareTo(b[1]);
        });
        StringBuilder text = new StringBuilder();
        for (String[] parameter : parameters) {
            text.append(text.isEmpty() ? "" : "&")
                    .append(parameter[0])
                    .append('=')
                    .append(parameter[1]);
        }
        return Optional.of(text.toString());
    }

    /** Decodes what is encoded, then encodes all but RFC 3986's unreserved characters. */
    private static Optional<String> encode(String raw) {
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
