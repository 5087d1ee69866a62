package dev.stepwell.gateway.identity;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.names.Region;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Verifies Signature Version 4, in the Authorization header or in the query (presigned). Accepted is only a request of which every
 * signed header is present, host and every {@code x-amz-} header is signed, the body is the one that was signed, and the time is
 * within {@link #WINDOW}, or within the seconds that a presigned one has. Refusals carry AWS's names and words. While it is good a
 * request can be replayed, as with AWS: actions that change something are idempotent.
 */
public class SigV4Verifier {
    /** How far the time of a request that is signed in its header may be from ours. */
    public static final Duration WINDOW = Duration.ofMinutes(15);

    static final Fault MISMATCH = Claim.invalid("The request signature we calculated does not match the signature you"
            + " provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");

    private static final String TERMINATOR = "aws4_request";
    private static final Fault UNRECOGNIZED =
            new Fault("UnrecognizedClientException", "The security token included in the request is invalid.");

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
        Claim claim = Claim.of(request);
        checkScope(claim.authorization(), service);
        claim.checkTime(clock.instant());
        checkSignedHeaders(request, claim.authorization().signedHeaders());
        SigningKey key = keys.find(claim.authorization().accessKeyId()).orElseThrow(() -> UNRECOGNIZED);
        if (!claim.sessionTokens().isEmpty()) {
            throw UNRECOGNIZED; // No sessions are given out, so nobody can have one.
        }
        checkSignature(request, claim, key);
        return key.identity();
    }

    private void checkScope(Authorization authorization, String service) {
        if (!authorization.region().equals(region.value())) {
            throw Claim.invalid("Credential should be scoped to a valid region. ");
        }
        if (!authorization.service().equals(service)) {
            throw Claim.invalid("Credential should be scoped to correct service: '" + service + "'. ");
        }
        if (!authorization.terminator().equals(TERMINATOR)) {
            throw Claim.invalid("Credential should be scoped with a valid terminator: '" + TERMINATOR + "'. ");
        }
    }

    private static void checkSignedHeaders(SignedRequest request, List<String> signed) {
        if (!signed.contains("host")) {
            throw Claim.invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            if (header.getKey().startsWith("x-amz-") && !signed.contains(header.getKey())) {
                throw Claim.invalid("'" + header.getKey() + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
    }

    private void checkSignature(SignedRequest request, Claim claim, SigningKey key) {
        String bodyHash = HexFormat.of().formatHex(sha256(request.body()));
        if (!claim.contentHashes().stream().allMatch(bodyHash::equals)) {
            throw MISMATCH; // UNSIGNED-PAYLOAD and the chunked forms too: what is done is what the signer saw.
        }
        Authorization authorization = claim.authorization();
        String canonical = CanonicalRequest.of(request, claim.query(), authorization.signedHeaders(), bodyHash)
                .orElseThrow(() -> MISMATCH);
        String toSign = Authorization.ALGORITHM + "\n" + claim.time() + "\n" + authorization.scope() + "\n"
                + HexFormat.of().formatHex(sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        String expected = HexFormat.of().formatHex(derived.sign(key, authorization, toSign));
        if (!isSame(expected, authorization.signature())) {
            throw MISMATCH;
        }
    }

    /** In constant time. A method of its own, so that a test can show what finds a verifier that does not compare (law 11). */
    boolean isSame(String expected, String shown) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
