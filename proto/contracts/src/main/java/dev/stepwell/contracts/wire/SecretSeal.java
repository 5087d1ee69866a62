package dev.stepwell.contracts.wire;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes secrets for their way between planes, whatever the way is: AES-256-GCM under a key made from the cluster's, with a random
 * nonce before it. Sealed bytes open only for the context they were sealed for, so one answer cannot stand for another.
 */
public final class SecretSeal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Supplier<List<ClusterKey>> keys;

    /** Seals under a key that comes from the cluster's and is used for nothing else. */
    public SecretSeal(ClusterKey cluster) {
        List<ClusterKey> fixed = List.of(cluster);
        this.keys = () -> fixed;
    }

    /** The same where the cluster's key may be replaced: the first seals, all open. There is one always. */
    public SecretSeal(Supplier<List<ClusterKey>> clusters) {
        this.keys = clusters;
    }

    /** Seals bytes for a context, such as the question that they answer. */
    public ByteString seal(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] body = cipher(Cipher.ENCRYPT_MODE, keys.get().getFirst(), nonce, context)
                    .doFinal(plain);
            return ByteString.copyFrom(nonce).concat(ByteString.copyFrom(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java seals with AES-GCM", e);
        }
    }

    /** Opens what {@link #seal} gave for the same context under the same key; empty for anything else. */
    public Optional<byte[]> open(ByteString sealed, String context) {
        if (sealed.size() < NONCE + TAG_BITS / 8) {
            return Optional.empty();
        }
        byte[] nonce = sealed.substring(0, NONCE).toByteArray();
        byte[] body = sealed.substring(NONCE).toByteArray();
        return keys.get().stream()
                .flatMap(cluster -> open(cluster, nonce, body, context).stream())
                .findFirst();
    }

    /** The same sealed anew for the same context, when it lies under another key than the one that seals; empty when it need not be, or cannot be opened. */
    public Optional<ByteString> reseal(ByteString sealed, String context) {
        List<ClusterKey> all = keys.get();
        if (all.size() == 1
                || new SecretSeal(all.getFirst()).open(sealed, context).isPresent()) {
            return Optional.empty();
        }
        return open(sealed, context).map(plain -> seal(plain, context));
    }

    /** What seals now: another object when that has changed. */
    public Object under() {
        return keys.get().getFirst();
    }

    private static Optional<byte[]> open(ClusterKey cluster, byte[] nonce, byte[] body, String context) {
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, cluster, nonce, context).doFinal(body));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, ClusterKey cluster, byte[] nonce, String context)
            throws GeneralSecurityException {
        SecretKeySpec key = new SecretKeySpec(cluster.seal("secrets".getBytes(StandardCharsets.UTF_8)), "AES");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "SecretSeal";
    }
}
