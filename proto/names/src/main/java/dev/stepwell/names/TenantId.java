package dev.stepwell.names;

/**
 * The internal number of a tenant. It leads every key and is the first argument of every store method (law 8); it is never
 * reused and never shown: what users see is the {@link AccountId}.
 */
public record TenantId(long value) implements Comparable<TenantId> {
    /** The number of a tenant that can never be: those who ask for the installation and not for a tenant see nobody's data. */
    public static final TenantId NOBODY = new TenantId(Long.MAX_VALUE);

    public TenantId {
        if (value <= 0) {
            throw new IllegalArgumentException("a tenant id is positive, not " + value);
        }
    }

    @Override
    public int compareTo(TenantId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
