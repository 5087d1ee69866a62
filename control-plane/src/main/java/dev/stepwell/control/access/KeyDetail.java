package dev.stepwell.control.access;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a key, without its secret.
 *
 * @param keyId its public part
 * @param kind {@code SIGNING} or {@code BEARER}
 * @param status {@code ACTIVE}, {@code EXPIRED} or {@code REVOKED}
 * @param terms what it may do; the principal is always there
 * @param lastUsedAt to the minute
 */
public record KeyDetail(
        String keyId, String kind, String status, KeyTerms terms, Instant createdAt, Optional<Instant> lastUsedAt) {
    /** Whose it is. */
    public String principal() {
        return terms.principal().orElse(keyId);
    }
}
