package dev.stepwell.execution.computing;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What a tenant's turns cost, as far as they were weighed, and with it whether they go through the lane. All times are nanoseconds; what a turn
 * took is processor time, so that nobody is blamed for having waited for a processor or for the collector.
 */
final class Account {
    /** What a turn takes beyond this is held against its tenant: many small turns are the dispatch's to share out, by weight. */
    static final long LONG = 1_000_000;

    /** From so much on that is held against it a tenant is slow. */
    static final long TOLERATED = 60_000_000;

    /** From so much on a tenant that is slow stays so: in the lane it gets less time to be blamed for. */
    static final long STILL_HELD = TOLERATED / 6;

    /** So long after this was last found a slow tenant is quick again. */
    static final long KEPT = 10_000_000_000L;

    /** No turn is blamed for more, whatever others it stands for: one alone makes nobody slow. */
    private static final long MOST_OF_ONE = TOLERATED / 3;

    /** Half of what is held against a tenant is forgotten in so long. */
    private static final double HALF_LIFE = 1_000_000_000;

    /** A turn weighs an eighth in what its tenant's next one is expected to take. */
    private static final int MEMORY = 8;

    // What follows is guarded by the lane.
    final Queue<Work<?>> works = new ArrayDeque<>();
    long used; // in the lane
    private long expected; // of the next turn there

    // What follows is guarded by this account, or read as it is.
    private double held;
    private long heldAt;
    private volatile long slowUntil;
    private volatile boolean everSlow;

    boolean isSlow(long now) {
        return everSlow && now - slowUntil < 0;
    }

    /**
     * Notes what a turn took.
     *
     * @param times how many turns this one stands for
     */
    synchronized void weighed(long took, int times, long now) {
        // Of nothing there is no "since", and the clock may begin anywhere: the factor could be infinite.
        if (held > 0) {
            held *= Math.pow(0.5, (now - heldAt) / HALF_LIFE);
        }
        heldAt = now;
        held += Math.clamp((took - LONG) * times, 0, MOST_OF_ONE);
        if (held >= (isSlow(now) ? STILL_HELD : TOLERATED)) {
            slowUntil = now + KEPT;
            everSlow = true;
        }
    }

    /** What the next turn in the lane is expected to take. */
    long expected() {
        return expected;
    }

    /** Learns what one took there. */
    void learn(long took) {
        expected += (took - expected) / MEMORY;
    }
}
