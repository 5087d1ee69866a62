package dev.stepwell.gateway.limits;

import dev.stepwell.contracts.quotas.Settlement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles quotas at once and then every few seconds. */
public final class QuotaSettler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaSettler.class);

    private final Settlement settlement;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("quotas").factory());

    /** Begins to settle. */
    public QuotaSettler(Settlement settlement) {
        this.settlement = settlement;
        var unused = thread.scheduleWithFixedDelay(this::settle, 0, Settlement.EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    // A task that throws would never be run again.
    private void settle() {
        try {
            settlement.settle();
        } catch (RuntimeException e) {
            LOG.warn("quotas are settled later: {}", e.toString());
        }
    }
}
