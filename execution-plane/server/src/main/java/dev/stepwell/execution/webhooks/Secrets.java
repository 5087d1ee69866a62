package dev.stepwell.execution.webhooks;

import com.google.protobuf.ByteString;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What messages are signed with: 32 bytes of chance, sealed for one webhook of one tenant. */
final class Secrets {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretSeal seal;

    Secrets(SecretSeal seal) {
        this.seal = seal;
    }

    static byte[] make() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** As receivers are told it. */
    static String text(byte[] secret) {
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    byte[] close(TenantId tenant, UUID hook, byte[] secret) {
        return seal.seal(secret, context(tenant, hook)).toByteArray();
    }

    /** Nothing for what was sealed for another webhook, or under another key. */
    Optional<byte[]> open(TenantId tenant, UUID hook, byte[] sealed) {
        return seal.open(ByteString.copyFrom(sealed), context(tenant, hook));
    }

    /** The same sealed anew, when it lies under a master key that seals no more. */
    Optional<byte[]> reseal(TenantId tenant, UUID hook, byte[] sealed) {
        return seal.reseal(ByteString.copyFrom(sealed), context(tenant, hook)).map(ByteString::toByteArray);
    }

    /** What seals now: another object when that has changed. */
    Object under() {
        return seal.under();
    }

    private static String context(TenantId tenant, UUID hook) {
        return "webhook/" + tenant + "/" + hook;
    }

    /** The header {@code webhook-signature}: of id, time and body, with a dot between them. */
    static String sign(byte[] secret, String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
