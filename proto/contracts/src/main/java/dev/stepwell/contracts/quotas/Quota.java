package dev.stepwell.contracts.quotas;

/** What a tenant may spend of something. */
public sealed interface Quota {
    /**
     * A token bucket: a burst, and how fast it comes back.
     *
     * @param size how many tokens it holds
     * @param refill how many come back in a second
     */
    record Bucket(long size, long refill) implements Quota {
        public Bucket {
            if (size <= 0 || size > LARGEST || refill <= 0 || refill > LARGEST) {
                throw new IllegalArgumentException("a bucket holds, and gets back, 1 to " + LARGEST + " tokens");
            }
        }

        /** One so many times as generous. */
        Bucket times(long factor) {
            return new Bucket(Math.min(LARGEST, size * factor), Math.min(LARGEST, refill * factor));
        }
    }

    /**
     * The most that there may be of something at a time.
     *
     * @param count that many may be, one more is refused
     */
    record Most(long count) implements Quota {
        public Most {
            if (count < 0 || count > LARGEST) {
                throw new IllegalArgumentException("the most of something is 0 to " + LARGEST);
            }
        }
    }

    /** More than anybody can spend, and small enough to be multiplied. */
    long LARGEST = 1_000_000_000;
}
