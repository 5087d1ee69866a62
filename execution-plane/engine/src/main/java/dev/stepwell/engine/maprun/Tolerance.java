package dev.stepwell.engine.maprun;

import dev.stepwell.engine.turn.MapCounts;

/** How many items may fail before the run does (developer guide, "Setting failure thresholds"). */
final class Tolerance {
    static final String ERROR = "States.ExceedToleratedFailureThreshold";
    static final String CAUSE = "The specified tolerated failure threshold was exceeded";

    private Tolerance() {}

    /**
     * Whether too many have failed. With both bounds the first to be exceeded decides; one that is 0 bears nothing only if the other is 0
     * too. A share is a share of all items, so it is known only when all are read.
     */
    static boolean isExceeded(MapRun run) {
        long failures = run.items.failures();
        if (failures == 0) {
            return false;
        }
        if (run.toleratedCount == 0 && run.toleratedPercentage == 0) {
            return true;
        }
        MapCounts items = run.items.counts();
        boolean share = run.toleratedPercentage > 0
                && run.allRead
                && failures * 100.0 > run.toleratedPercentage * items.total();
        return share || (run.toleratedCount > 0 && failures > run.toleratedCount);
    }
}
