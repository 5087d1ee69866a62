package dev.stepwell.execution.turns;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a node has had more to do for a tenant than it can for a while. A burst is told from that as CoDel does: not by how long something waits at one
 * moment, but by whether nearly everything has waited too long all through an interval. What the store takes is not counted, so that a slow store
 * with little to do is not a crowd. The times are the caller's; not for several threads.
 */
final class Crowding {
    /** Nobody minds to wait so long. */
    static final Duration TARGET = Duration.ofMillis(100);
    /** Longer than a burst, shorter than a client's first rest. */
    static final Duration INTERVAL = Duration.ofMillis(500);
    /** Fewer turns in an interval are no crowd, however long they wait. */
    static final int FEWEST = 16;

    private Instant end = Instant.EPOCH;
    private int turns;
    private int late;
    private boolean stands;

    /** Notes how long a turn has waited for the node. */
    void waited(Duration wait, Instant now) {
        turn(now);
        turns++;
        if (wait.compareTo(TARGET) > 0) {
            late++;
        }
    }

    /** Whether the last whole interval was crowded: three turns in four had waited too long. */
    boolean stands(Instant now) {
        turn(now);
        return stands;
    }

    private void turn(Instant now) {
        if (now.isBefore(end)) {
            return;
        }
        boolean justEnded = now.isBefore(end.plus(INTERVAL));
        stands = justEnded && turns >= FEWEST && late * 4L >= turns * 3L;
        turns = 0;
        late = 0;
        end = now.plus(INTERVAL);
    }
}
