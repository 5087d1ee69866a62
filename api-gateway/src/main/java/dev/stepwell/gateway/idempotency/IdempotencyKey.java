package dev.stepwell.gateway.idempotency;

import com.google.protobuf.ByteString;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.gateway.identity.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * What a client calls a request by that is to be done once, however often it is sent.
 *
 * @param text 1 to 255 visible characters of ASCII
 */
public record IdempotencyKey(String text) {
    /** Where it stands. */
    public static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 255;

    /** The key of a request, if it has one. Throws {@code ValidationException} when it is none. */
    public static Optional<IdempotencyKey> of(SignedRequest request) {
        List<String> lines = request.header("idempotency-key");
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String text = lines.getFirst();
        boolean visible = text.chars().allMatch(c -> c > ' ' && c < 0x7F);
        if (lines.size() > 1 || text.isEmpty() || text.length() > LONGEST || !visible) {
            throw new Fault(
                    "ValidationException",
                    HEADER + " is given once, as 1 to " + LONGEST + " visible ASCII characters.");
        }
        return Optional.of(new IdempotencyKey(text));
    }

    /** Whose key it is and which, as it is kept: of every principal it is another one. */
    public ByteString digest(Caller caller) {
        return digest(
                List.of(caller.principal().getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a request asks for: another one has another. */
    public static ByteString fingerprint(SignedRequest request) {
        return digest(List.of(
                request.method().getBytes(StandardCharsets.UTF_8),
                request.path().getBytes(StandardCharsets.UTF_8),
                request.query().getBytes(StandardCharsets.UTF_8),
                request.body()));
    }

    /** Of all parts, each with its length before it, so that none runs into the next. */
    private static ByteString digest(List<byte[]> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(part);
            }
            return ByteString.copyFrom(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
