package dev.stepwell.gateway.sessions;

import dev.stepwell.gateway.identity.SignedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The cookie that a session travels in: no script can read it, and no other site's page has it sent. */
final class Cookie {
    private static final String NAME = "stepwell-session";

    private Cookie() {}

    /** The token in a request, if it has one. */
    static Optional<String> read(SignedRequest request) {
        for (String header : request.header("cookie")) {
            for (String pair : header.split(";")) {
                String cookie = pair.strip();
                if (cookie.startsWith(NAME + "=")) {
                    return Optional.of(cookie.substring(NAME.length() + 1)).filter(value -> !value.isEmpty());
                }
            }
        }
        return Optional.empty();
    }

    /** The header that sets it. */
    static String set(String token, Duration life, boolean secure) {
        return NAME + "=" + token + attributes(secure) + "; Max-Age=" + Math.max(0, life.toSeconds());
    }

    /** The header that takes it back. */
    static String clear(boolean secure) {
        return NAME + "=" + attributes(secure) + "; Max-Age=0";
    }

    private static String attributes(boolean secure) {
        return String.join("", List.of("; Path=/v1; HttpOnly; SameSite=Strict", secure ? "; Secure" : ""));
    }
}
