package dev.stepwell.control.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Checks a chain from its first link on, as the contract's {@code AuditEvent.hash} has it. It finds whatever was changed, taken out or
 * put in before its last link; that the last ones are missing only a hash kept elsewhere can tell.
 */
public final class AuditChain {
    private static final int HASH_BYTES = 32;

    private long sequence;
    private byte[] hash = start();

    /** What stands before the first link. */
    static byte[] start() {
        return new byte[HASH_BYTES];
    }

    /** Takes the next link; what is wrong with it, if anything is. */
    public Optional<String> add(AuditEvent event) {
        if (event.sequence() != sequence + 1) {
            return Optional.of("after " + sequence + " comes " + event.sequence());
        }
        byte[] right = hash(hash, event.sequence(), event.principal(), event.entry());
        if (!HexFormat.of().formatHex(right).equals(event.hash())) {
            return Optional.of("event " + event.sequence() + " is not what was taken down");
        }
        sequence = event.sequence();
        hash = right;
        return Optional.empty();
    }

    /** How many links were right. */
    public long length() {
        return sequence;
    }

    /** The hash of the last of them, in hexadecimal digits: kept elsewhere it vouches for all of them. */
    public String head() {
        return HexFormat.of().formatHex(hash);
    }

    static byte[] hash(byte[] before, long sequence, String principal, AuditEntry entry) {
        MessageDigest digest = sha256();
        digest.update(before);
        for (String member : new String[] {
            Long.toString(sequence),
            Long.toString(entry.time().toEpochMilli()),
            principal,
            entry.keyId(),
            entry.action(),
            entry.resource(),
            entry.result(),
            entry.requestId(),
            entry.source()
        }) {
            byte[] bytes = member.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
