package dev.stepwell.gateway.identity;

import java.util.List;
import java.util.Optional;

/** The form of a request that is signed (Signature Version 4, task 1). */
final class CanonicalRequest {
    private CanonicalRequest() {}

    /**
     * The canonical text; empty when the request has none, because a signed header is absent.
     *
     * @param query what is signed of the query: all of it, but for the signature itself
     */
    static Optional<String> of(SignedRequest request, QueryString query, List<String> signedHeaders, String bodyHash) {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method())
                .append('\n')
                .append(UriText.path(request.path()))
                .append('\n')
                .append(query.canonical())
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
}
