package dev.stepwell.gateway.identity;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.names.Region;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Verifies Signature Version 4 in the Authorization header. Accepted is only a request of which every signed header is present, host
 * and every {@code x-amz-} header is signed, the body is the one that was signed, and the time is within {@link #WINDOW}. Refusals
 * carry AWS's names and words. Within the window a request can be replayed, as with AWS: actions that change something are idempotent.
 */
public final class SigV4Verifier {
    /** How far a request's time may be from ours. */
    public static final Duration WINDOW = Duration.ofMinutes(15);

    private static final String TERMINATOR = "aws4_request";
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final Fault MISSING =
            new Fault("MissingAuthenticationTokenException", "Missing Authentication Token");
    private static final Fault UNRECOGNIZED =
            new Fault("UnrecognizedClientException", "The security token included in the request is invalid.");
    private static final Fault MISMATCH = invalid("The request signature we calculated does not match the signature you"
            + " provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");

    private final Keys keys;
    private final Region region;
    private final InstantSource clock;
    private final DerivedKeys derived = new DerivedKeys();

    /**
     * @param keys where access keys are kept
     * @param region the only region that signatures may be scoped to
     * @param clock what the window is measured by
     */
    public SigV4Verifier(Keys keys, Region region, InstantSource clock) {
        this.keys = keys;
        this.region = region;
        this.clock = clock;
    }

    /** Whose request it is; throws {@link Fault} when that is not proven for this service. */
    public Identity verify(SignedRequest request, String service) {
        Authorization authorization = authorization(request);
        String time = time(request);
        checkScope(authorization, service);
        checkTime(time, authorization.date());
        checkSignedHeaders(request, authorization.signedHeaders());
        SigningKey key = keys.find(authorization.accessKeyId()).orElseThrow(() -> UNRECOGNIZED);
        if (!request.header("x-amz-security-token").isEmpty()) {
            throw UNRECOGNIZED; // No sessions are given out, so nobody can have one.
        }
        checkSignature(request, authorization, time, key);
        return key.identity();
    }

    private static Authorization authorization(SignedRequest request) {
        List<String> given = request.header("authorization");
        if (given.isEmpty()) {
            throw MISSING;
        }
        if (request.query().contains("X-Amz-Algorithm=")) {
            throw invalid("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
        }
        String header = given.getFirst().strip();
        if (given.size() > 1 || !header.startsWith(Authorization.ALGORITHM + " ")) {
            throw Authorization.incomplete(
                    "Unsupported AWS 'algorithm' or more than one 'Authorization' header. (Hashed with SHA-256 and"
                            + " encoded with Base64) Authorization=" + hashed(header));
        }
        boolean hasDate = !request.header("x-amz-date").isEmpty()
                || !request.header("date").isEmpty();
        return Authorization.parse(header, hasDate);
    }

    private static String time(SignedRequest request) {
        List<String> amz = request.header("x-amz-date");
        List<String> given = amz.isEmpty() ? request.header("date") : amz;
        if (given.size() != 1) {
            throw Authorization.incomplete("Date must be given once.");
        }
        return given.getFirst().strip();
    }

    private void checkScope(Authorization authorization, String service) {
        if (!authorization.region().equals(region.value())) {
            throw invalid("Credential should be scoped to a valid region. ");
        }
        if (!authorization.service().equals(service)) {
            throw invalid("Credential should be scoped to correct service: '" + service + "'. ");
        }
        if (!authorization.terminator().equals(TERMINATOR)) {
            throw invalid("Credential should be scoped with a valid terminator: '" + TERMINATOR + "'. ");
        }
    }

    private void checkTime(String time, String scopeDate) {
        Instant signed;
        try {
            signed = LocalDateTime.parse(time, BASIC).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw Authorization.incomplete("Date must be in ISO-8601 'basic format'. Got '" + time + "'.");
        }
        if (!time.substring(0, scopeDate(time)).equals(scopeDate)) {
            throw invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + scopeDate + "' != '" + time.substring(0, scopeDate(time)) + "', from '" + time + "'.");
        }
        Instant now = clock.instant();
        if (signed.isBefore(now.minus(WINDOW))) {
            throw invalid("Signature expired: " + time + " is now earlier than " + basic(now.minus(WINDOW)) + " ("
                    + basic(now) + " - 15 min.)");
        }
        if (signed.isAfter(now.plus(WINDOW))) {
            throw invalid("Signature not yet current: " + time + " is still later than " + basic(now.plus(WINDOW))
                    + " (" + basic(now) + " + 15 min.)");
        }
    }

    private static int scopeDate(String time) {
        return time.indexOf('T');
    }

    private static void checkSignedHeaders(SignedRequest request, List<String> signed) {
        if (!signed.contains("host")) {
            throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            if (header.getKey().startsWith("x-amz-") && !signed.contains(header.getKey())) {
                throw invalid("'" + header.getKey() + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
    }

    private void checkSignature(SignedRequest request, Authorization authorization, String time, SigningKey key) {
        String bodyHash = HexFormat.of().formatHex(sha256(request.body()));
        List<String> said = request.header("x-amz-content-sha256");
        if (!said.isEmpty() && !said.equals(List.of(bodyHash))) {
            throw MISMATCH;
        }
        String canonical = CanonicalRequest.of(request, authorization.signedHeaders(), bodyHash)
                .orElseThrow(() -> MISMATCH);
        String toSign = Authorization.ALGORITHM + "\n" + time + "\n" + authorization.scope() + "\n"
                + HexFormat.of().formatHex(sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        String expected = HexFormat.of().formatHex(derived.sign(key, authorization, toSign));
        boolean same = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                authorization.signature().getBytes(StandardCharsets.UTF_8));
        if (!same) {
            throw MISMATCH;
        }
    }

    private static String basic(Instant time) {
        return BASIC.format(time.atOffset(ZoneOffset.UTC));
    }

    private static String hashed(String header) {
        return Base64.getEncoder().encodeToString(sha256(header.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Fault invalid(String message) {
        return new Fault("InvalidSignatureException", message);
    }
}
