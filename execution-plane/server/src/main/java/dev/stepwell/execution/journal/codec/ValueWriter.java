package dev.stepwell.execution.journal.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.contracts.internal.v1.JournalFormat.Value;
import dev.stepwell.engine.turn.Payload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the payloads of one message: small ones inline, large ones once, by their hash. A payload that stands in several records
 * of a turn, as the same object, is encoded and hashed once.
 */
final class ValueWriter {
    private final Map<ByteString, byte[]> large;
    private final Map<Payload, Value> written = new IdentityHashMap<>();
    private final Map<ByteString, Integer> places = new HashMap<>();
    private final List<JournalFormat.PayloadRef> refs = new ArrayList<>();

    /**
     * @param large where large payloads are put: the text in UTF-8 by its hash
     */
    ValueWriter(Map<ByteString, byte[]> large) {
        this.large = large;
    }

    Value value(Payload payload) {
        return written.computeIfAbsent(payload, this::write);
    }

    /** The payloads pointed at so far, in the order of their places. */
    List<JournalFormat.PayloadRef> refs() {
        return refs;
    }

    private Value write(Payload payload) {
        byte[] utf8 = utf8(payload.text());
        if (utf8.length <= PayloadRef.INLINE_BYTES) {
            return Value.newBuilder()
                    .setInline(UnsafeByteOperations.unsafeWrap(utf8))
                    .build();
        }
        ByteString hash = UnsafeByteOperations.unsafeWrap(sha256().digest(utf8));
        large.putIfAbsent(hash, utf8);
        int place = places.computeIfAbsent(hash, h -> {
            refs.add(JournalFormat.PayloadRef.newBuilder()
                    .setHash(h)
                    .setSize(utf8.length)
                    .build());
            return refs.size() - 1;
        });
        return Value.newBuilder().setStored(place).build();
    }

    /** A text with half a surrogate pair has no UTF-8: what is read back would be another text (law 1). */
    private static byte[] utf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new UnstorableException("a text holds half a surrogate pair");
                }
                i++;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
