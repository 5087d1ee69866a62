package dev.stepwell.gateway.limits;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports throttled requests every few seconds, and once more at the end. */
public final class ThrottleReporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThrottleReporter.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final ThrottleCounts counts;
    private final ThrottleCounts.Books books;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("throttle-reports").factory());

    /** Begins to report these counts to those books. */
    public ThrottleReporter(ThrottleCounts counts, ThrottleCounts.Books books) {
        this.counts = counts;
        this.books = books;
        var unused =
                thread.scheduleWithFixedDelay(this::report, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                report();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A task that throws would never be run again.
    private void report() {
        try {
            counts.report(books);
        } catch (RuntimeException e) {
            LOG.warn("throttled requests are reported later: {}", e.toString());
        }
    }
}
