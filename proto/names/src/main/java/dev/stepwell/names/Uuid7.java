package dev.stepwell.names;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7) out of a given time and given randomness, so that callers keep the say over
 * both.
 */
public final class Uuid7 {
    private Uuid7() {}

    /** A UUID whose first 48 bits are {@code epochMillis} and whose other free bits come from {@code random}. */
    public static UUID make(long epochMillis, RandomGenerator random) {
        long high = (epochMillis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
