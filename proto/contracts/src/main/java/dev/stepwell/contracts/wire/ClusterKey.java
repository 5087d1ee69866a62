package dev.stepwell.contracts.wire;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that all nodes of a cluster share. It is never printed. */
public final class ClusterKey {
    /** The fewest bytes a key may have: as many as the digest. */
    public static final int MIN_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    /** Takes a copy of the secret, of at least {@link #MIN_BYTES} bytes. */
    public ClusterKey(byte[] secret) {
        if (secret.length < MIN_BYTES) {
            throw new IllegalArgumentException("a cluster key has at least " + MIN_BYTES + " bytes");
        }
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The HMAC-SHA256 of the text under this key. */
    byte[] seal(byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "ClusterKey";
    }
}
