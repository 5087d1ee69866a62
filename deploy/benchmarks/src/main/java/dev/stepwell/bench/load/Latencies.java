package dev.stepwell.bench.load;

import java.util.Arrays;

/** How long things took that ended within a window, in nanoseconds. Safe for many threads. */
public final class Latencies {
    private long[] values = new long[1 << 16];
    private int size;

    /** Adds one. */
    public synchronized void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = nanos;
    }

    /** How many ended. */
    public synchronized int count() {
        return size;
    }

    /** The time within which such a share of them ended, in milliseconds; 0 when none did. */
    public synchronized double millis(double share) {
        if (size == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(size - 1, Math.floor(share * size))] / 1e6;
    }
}
