package dev.stepwell.gateway.identity;

import dev.stepwell.contracts.calling.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;

/**
 * What a request says of who signed it and when, in either of the two forms of Signature Version 4.
 *
 * @param authorization key, scope, signed headers and signature
 * @param time when it was signed, as it stood there
 * @param validity for how long it is good
 * @param query what is signed of the query
 * @param contentHashes what is said of the body's hash; empty when nothing is
 * @param sessionTokens the session tokens that came with it
 */
record Claim(
        Authorization authorization,
        String time,
        Validity validity,
        QueryString query,
        List<String> contentHashes,
        List<String> sessionTokens) {
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final Fault MISSING =
            new Fault("MissingAuthenticationTokenException", "Missing Authentication Token");
    private static final Fault BOTH =
            invalid("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");

    /** Reads the form that the request has; throws {@link Fault} in AWS's words when it has none, both or half of one. */
    static Claim of(SignedRequest request) {
        QueryString query = QueryString.parse(request.query()).orElseThrow(() -> SigV4Verifier.MISMATCH);
        boolean inQuery = Presigned.isIn(query);
        List<String> header = request.header("authorization");
        if (inQuery && !header.isEmpty()) {
            throw BOTH;
        }
        if (!inQuery && header.isEmpty()) {
            throw MISSING;
        }
        return inQuery ? Presigned.claim(query, request) : inHeader(header, query, request);
    }

    private static Claim inHeader(List<String> given, QueryString query, SignedRequest request) {
        String header = given.getFirst().strip();
        if (given.size() > 1 || !header.startsWith(Authorization.ALGORITHM + " ")) {
            throw Authorization.incomplete(
                    "Unsupported AWS 'algorithm' or more than one 'Authorization' header. (Hashed with SHA-256 and"
                            + " encoded with Base64) Authorization="
                            + Base64.getEncoder()
                                    .encodeToString(SigV4Verifier.sha256(header.getBytes(StandardCharsets.UTF_8))));
        }
        List<String> amz = request.header("x-amz-date");
        List<String> dates = amz.isEmpty() ? request.header("date") : amz;
        Authorization authorization = Authorization.parse(header, !dates.isEmpty());
        if (dates.size() != 1) {
            throw Authorization.incomplete("Date must be given once.");
        }
        return new Claim(
                authorization,
                dates.getFirst().strip(),
                Validity.AROUND,
                query,
                request.header("x-amz-content-sha256"),
                request.header("x-amz-security-token"));
    }

    /** When it was signed; refused when that is no time, or of another day than its scope. */
    Instant signedAt() {
        Instant signed;
        try {
            signed = LocalDateTime.parse(time, BASIC).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw Authorization.incomplete("Date must be in ISO-8601 'basic format'. Got '" + time + "'.");
        }
        String day = time.substring(0, time.indexOf('T'));
        if (!day.equals(authorization.date())) {
            throw invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + authorization.date() + "' != '" + day + "', from '" + time + "'.");
        }
        return signed;
    }

    /** Refuses what is not yet good, or no longer. */
    void checkTime(Instant now) {
        Instant signed = signedAt();
        if (now.isAfter(signed.plus(validity.after()))) {
            throw invalid("Signature expired: " + time + " is now earlier than " + basic(now.minus(validity.after()))
                    + " (" + basic(now) + " - " + validity.afterInWords() + ")");
        }
        if (now.isBefore(signed.minus(validity.before()))) {
            throw invalid("Signature not yet current: " + time + " is still later than "
                    + basic(now.plus(validity.before())) + " (" + basic(now) + " + " + validity.beforeInWords() + ")");
        }
    }

    private static String basic(Instant time) {
        return BASIC.format(time.atOffset(ZoneOffset.UTC));
    }

    static Fault invalid(String message) {
        return new Fault("InvalidSignatureException", message);
    }
}
