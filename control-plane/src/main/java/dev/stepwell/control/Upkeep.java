package dev.stepwell.control;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what has to be done now and then, on one thread. A task that fails is logged and done again at its next time. */
public final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final Runnable sweepDeletions;
    private final Runnable writeLastUse;
    private final Runnable sweepSessions;
    private final Runnable sweepThrottling;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("control-upkeep").factory());

    Upkeep(Runnable sweepDeletions, Runnable writeLastUse, Runnable sweepSessions, Runnable sweepThrottling) {
        this.sweepDeletions = sweepDeletions;
        this.writeLastUse = writeLastUse;
        this.sweepSessions = sweepSessions;
        this.sweepThrottling = sweepThrottling;
    }

    /** Begins; to be called once. */
    public void start() {
        every(1, "sweeping deletions", sweepDeletions);
        every(30, "writing when keys were used", writeLastUse);
        every(60, "sweeping sessions", sweepSessions);
        every(600, "sweeping counts of throttled requests", sweepThrottling);
    }

    /** Ends after the task that runs; the last uses of keys are written. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(5, TimeUnit.SECONDS)) {
                guarded("writing when keys were used", writeLastUse);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void every(long seconds, String what, Runnable task) {
        var unused = thread.scheduleWithFixedDelay(() -> guarded(what, task), seconds, seconds, TimeUnit.SECONDS);
    }

    // A task that throws would never be run again.
    private static void guarded(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("{} failed and is tried again: {}", what, e.toString());
        }
    }
}
