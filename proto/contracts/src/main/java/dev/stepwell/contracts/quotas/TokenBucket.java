package dev.stepwell.contracts.quotas;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The tokens of one bucket, as the generic cell rate algorithm keeps them: all that is remembered is when the bucket will be full again, so
 * taking is one comparison and one exchange, without a lock, and a bucket whose size or refill changes needs no conversion.
 */
final class TokenBucket {
    private static final double SECOND = 1e9;

    private final AtomicLong fullAt;
    private final AtomicLong refused = new AtomicLong();

    /** A full one. */
    TokenBucket(long now) {
        fullAt = new AtomicLong(now);
    }

    /**
     * Takes tokens if that many are there; else counts a refusal.
     *
     * @param now nanoseconds of a clock that only goes forward
     */
    boolean take(Share share, long tokens, long now) {
        long cost = cost(share, tokens);
        long span = cost(share, share.size());
        while (true) {
            long full = fullAt.get();
            long next = Math.max(full - now, 0) + cost;
            if (next > span) {
                refused.incrementAndGet();
                return false;
            }
            if (fullAt.compareAndSet(full, now + next)) {
                return true;
            }
        }
    }

    /** Whether that many could be taken. */
    boolean has(Share share, long tokens, long now) {
        return Math.max(fullAt.get() - now, 0) + cost(share, tokens) <= cost(share, share.size());
    }

    /**
     * Takes tokens whether they are there or not: what has happened has happened.
     *
     * @return for how many nanoseconds nothing should be taken, so that the debt is paid; 0 when there is none
     */
    long owe(Share share, long tokens, long now) {
        long cost = cost(share, tokens);
        long span = cost(share, share.size());
        long next = fullAt.updateAndGet(full -> now + Math.max(full - now, 0) + cost) - now;
        if (next > span) {
            refused.incrementAndGet();
        }
        return Math.max(0, next - span);
    }

    /** How many tokens are missing now, to the next whole one. */
    long used(Share share, long now) {
        double missing = Math.max(fullAt.get() - now, 0) * share.refill() / SECOND;
        return (long) Math.ceil(Math.min(missing, share.size()) - 1e-6);
    }

    /** How often it was refused. */
    long refused() {
        return refused.get();
    }

    /** Whether there is nothing to remember: it is full. */
    boolean isFull(long now) {
        return fullAt.get() - now <= 0; // nanoTime may run over
    }

    private static long cost(Share share, double tokens) {
        return (long) (tokens * SECOND / share.refill());
    }

    /**
     * What of a bucket is this process's.
     *
     * @param size how many tokens it holds; at least 1, or nothing could ever be taken
     * @param refill how many come back in a second
     */
    record Share(double size, double refill) {
        static Share of(Quota.Bucket bucket, int sharers) {
            return new Share(Math.max(1, (double) bucket.size() / sharers), (double) bucket.refill() / sharers);
        }
    }
}
