package dev.stepwell.gateway.identity;

import java.util.ArrayList;
import java.util.List;

/** The presigned form of Signature Version 4: everything that is said of the signature stands in the query. */
final class Presigned {
    /** For how long a presigned request may be good at most, in seconds: a week. */
    static final long LONGEST = 604_800;

    private static final String SIGNATURE = "X-Amz-Signature";
    private static final String ALGORITHM = "X-Amz-Algorithm";
    private static final String CREDENTIAL = "X-Amz-Credential";
    private static final String DATE = "X-Amz-Date";
    private static final String EXPIRES = "X-Amz-Expires";
    private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    private static final List<String> NEEDED = List.of(ALGORITHM, CREDENTIAL, DATE, EXPIRES, SIGNED_HEADERS, SIGNATURE);
    private static final int LONGEST_DIGITS = 7;

    private Presigned() {}

    /** Whether a query claims to be signed; one that only begins to is told what it lacks. */
    static boolean isIn(QueryString query) {
        return query.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals(ALGORITHM)
                        || parameter.name().equals(CREDENTIAL)
                        || parameter.name().equals(SIGNATURE));
    }

    /** Reads the claim; refused with IncompleteSignatureException when a parameter is missing, twice there or out of bounds. */
    static Claim claim(QueryString query, SignedRequest request) {
        StringBuilder missing = new StringBuilder();
        for (String name : NEEDED) {
            List<String> values = query.values(name);
            if (values.isEmpty() || values.getFirst().isEmpty()) {
                missing.append("AWS query-string parameters must include '")
                        .append(name)
                        .append("'. ");
            } else if (values.size() > 1) {
                throw Authorization.incomplete("AWS query-string parameters must include '" + name + "' once.");
            }
        }
        if (!missing.isEmpty()) {
            throw Authorization.incomplete(missing + "Re-examine the query-string parameters.");
        }
        if (!one(query, ALGORITHM).equals(Authorization.ALGORITHM)) {
            throw Authorization.incomplete("Unsupported AWS 'algorithm': '" + one(query, ALGORITHM) + "'.");
        }
        return new Claim(
                Authorization.of(one(query, CREDENTIAL), one(query, SIGNED_HEADERS), one(query, SIGNATURE)),
                one(query, DATE),
                Validity.from(seconds(one(query, EXPIRES))),
                query.without(SIGNATURE),
                both(query.values("X-Amz-Content-Sha256"), request.header("x-amz-content-sha256")),
                both(query.values("X-Amz-Security-Token"), request.header("x-amz-security-token")));
    }

    private static String one(QueryString query, String name) {
        return query.values(name).getFirst();
    }

    private static long seconds(String given) {
        if (given.length() > LONGEST_DIGITS || !given.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Authorization.incomplete(given.matches("-[0-9]+") ? tooShort() : wrong(given));
        }
        long seconds = Long.parseLong(given);
        if (seconds < 1) {
            throw Authorization.incomplete(tooShort());
        }
        if (seconds > LONGEST) {
            throw Authorization.incomplete("X-Amz-Expires must be less than a week (in seconds); that is, the given"
                    + " X-Amz-Expires must be at most " + LONGEST + " seconds");
        }
        return seconds;
    }

    private static String tooShort() {
        return "X-Amz-Expires must be at least 1 second";
    }

    private static String wrong(String given) {
        return "X-Amz-Expires should be a number of seconds, got '" + given + "'";
    }

    private static List<String> both(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
