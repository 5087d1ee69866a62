package dev.stepwell.gateway.rest;

import com.google.protobuf.UnsafeByteOperations;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoding (RFC 3986). */
final class Percent {
    private static final int HEX = 16;

    private Percent() {}

    /**
     * What was encoded; nothing when it is badly encoded or no UTF-8.
     *
     * @param form whether a plus is a blank, as it is in a query
     */
    static Optional<String> decode(String encoded, boolean form) {
        byte[] in = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%') {
                int high = i + 2 < in.length ? Character.digit(in[i + 1], HEX) : -1;
                int low = i + 2 < in.length ? Character.digit(in[i + 2], HEX) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(form && in[i] == '+' ? ' ' : in[i]);
            }
        }
        byte[] bytes = out.toByteArray();
        return UnsafeByteOperations.unsafeWrap(bytes).isValidUtf8()
                ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
