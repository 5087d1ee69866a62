package dev.stepwell.control.audit;

import java.util.HexFormat;

/**
 * One link of a tenant's chain.
 *
 * @param sequence its number, from 1 without a gap
 * @param principal whose key it was
 * @param hash of the link before and of this one, in hexadecimal digits
 */
public record AuditEvent(long sequence, String principal, AuditEntry entry, String hash) {
    /** The next link of a chain. */
    static AuditEvent after(long sequence, byte[] hash, String principal, AuditEntry entry) {
        byte[] own = AuditChain.hash(hash, sequence + 1, principal, entry);
        return new AuditEvent(sequence + 1, principal, entry, HexFormat.of().formatHex(own));
    }

    byte[] hashBytes() {
        return HexFormat.of().parseHex(hash);
    }
}
