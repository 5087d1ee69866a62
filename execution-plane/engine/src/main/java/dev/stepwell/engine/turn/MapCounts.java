package dev.stepwell.engine.turn;

/** How many items, or children, of a map run stand where. */
public record MapCounts(long pending, long running, long succeeded, long failed, long timedOut, long aborted) {
    /** All of them. */
    public long total() {
        return pending + running + succeeded + failed + timedOut + aborted;
    }
}
