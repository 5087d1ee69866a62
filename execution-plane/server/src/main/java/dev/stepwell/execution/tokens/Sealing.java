package dev.stepwell.execution.tokens;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Tokens of one purpose as text: {@code version(1) key(4) iv(16) cipher text}, in base64 without padding. */
final class Sealing {
    private static final byte VERSION = 1;
    private static final int HEADER = 5;

    private final Supplier<MasterKeys> keys;
    private final String purpose;
    private final Map<Integer, SyntheticIv> byKey = new ConcurrentHashMap<>();

    Sealing(Supplier<MasterKeys> keys, String purpose) {
        this.keys = keys;
        this.purpose = purpose;
    }

    /** Seals under a key that must be there. */
    String seal(int key, byte[] associated, byte[] plain) {
        byte[] header = ByteBuffer.allocate(HEADER).put(VERSION).putInt(key).array();
        SyntheticIv sealing =
                sealing(key).orElseThrow(() -> new IllegalStateException("there is no master secret " + key));
        byte[] sealed = sealing.seal(concat(header, associated), plain);
        return text(concat(header, sealed));
    }

    private static String text(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Opens what was sealed with the same associated data; nothing for everything else. */
    Optional<byte[]> open(byte[] associated, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length < HEADER || bytes[0] != VERSION) {
            return Optional.empty();
        }
        byte[] header = Arrays.copyOf(bytes, HEADER);
        int key = ByteBuffer.wrap(header, 1, 4).getInt();
        return sealing(key)
                .flatMap(s -> s.open(concat(header, associated), Arrays.copyOfRange(bytes, HEADER, bytes.length)))
                .filter(plain -> text(bytes).equals(token)); // one text per token
    }

    private Optional<SyntheticIv> sealing(int key) {
        SyntheticIv known = byKey.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<SyntheticIv> made = keys.get().secret(key).map(secret -> SyntheticIv.of(secret, purpose));
        made.ifPresent(sealing -> byKey.put(key, sealing));
        return made;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
