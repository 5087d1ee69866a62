package dev.stepwell.simulation.cluster;

import dev.stepwell.simulation.audit.Violation;
import dev.stepwell.simulation.world.Marks;
import java.time.Duration;
import java.util.List;

/**
 * What came of one world.
 *
 * @param hash equal for equal runs
 * @param violations what must not have been; empty is good
 * @param marks what it went through
 * @param counts how much happened
 * @param trace its lines, if they were kept
 */
public record Report(long seed, long hash, List<Violation> violations, Marks marks, Counts counts, List<String> trace) {
    /**
     * How much happened.
     *
     * @param simulated how long the world lasted
     * @param executions how many executions there were
     * @param turns how many turns were written
     * @param promises how many answers the clients were given that bind
     * @param staleWrites how many stale writes were attempted
     * @param steps how many entries the timeline worked off
     * @param latestTimer how late the latest timer was
     */
    public record Counts(
            Duration simulated,
            int executions,
            long turns,
            int promises,
            long staleWrites,
            long steps,
            Duration latestTimer) {}

    @Override
    public String toString() {
        return "seed " + seed + " hash " + Long.toHexString(hash) + " " + counts
                + (violations.isEmpty() ? "" : " VIOLATIONS " + violations);
    }
}
