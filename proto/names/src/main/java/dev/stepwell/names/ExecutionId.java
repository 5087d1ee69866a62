package dev.stepwell.names;

import java.util.UUID;

/**
 * The internal identity of an execution, chosen before its first commit: a UUID of version 7, so that its start time leads the
 * key and names the weekly partition of its journal.
 */
public record ExecutionId(UUID value) implements Comparable<ExecutionId> {
    /** Reads the canonical text form; throws {@link IllegalArgumentException} when it is not one. */
    public static ExecutionId of(String text) {
        return new ExecutionId(UUID.fromString(text));
    }

    /** Milliseconds since the epoch at which the id was made (RFC 9562, section 5.7). */
    public long startMillis() {
        return value.getMostSignificantBits() >>> 16;
    }

    /** Orders as PostgreSQL orders {@code uuid}: by unsigned bytes, so that rows are locked in one order everywhere. */
    @Override
    public int compareTo(ExecutionId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
