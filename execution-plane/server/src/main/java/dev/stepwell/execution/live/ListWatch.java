package dev.stepwell.execution.live;

import dev.stepwell.execution.ports.Survey.Found;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Hears of a tenant's executions that begin and end. An execution that moves twice before it is looked at is told once. */
public final class ListWatch implements AutoCloseable {
    private static final int MOST = 2_000;

    private final Feed feed;
    private final TenantId tenant;
    private final String region;
    private final Map<ExecutionKey, Found> waiting = new LinkedHashMap<>();
    private boolean missed;
    private boolean closed;

    ListWatch(Feed feed, TenantId tenant, String region) {
        this.feed = feed;
        this.tenant = tenant;
        this.region = region;
    }

    /**
     * What has come.
     *
     * @param changed executions as they were when they were last read
     * @param missed whether more has come than was kept
     * @param closed whether nothing comes any more
     */
    public record Batch(List<Found> changed, boolean missed, boolean closed) {}

    TenantId tenant() {
        return tenant;
    }

    String region() {
        return region;
    }

    synchronized void hear(List<Found> changed) {
        for (Found found : changed) {
            waiting.remove(found.key());
            waiting.put(found.key(), found);
        }
        if (waiting.size() > MOST) {
            waiting.clear();
            missed = true;
        }
        notifyAll();
    }

    synchronized void miss() {
        missed = true;
        notifyAll();
    }

    /** Waits until something has come, or so long. */
    public synchronized Batch await(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (waiting.isEmpty() && !missed && !closed) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                break;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Batch(List.of(), missed, true);
            }
        }
        Batch batch = new Batch(new ArrayList<>(waiting.values()), missed, closed);
        waiting.clear();
        missed = false;
        return batch;
    }

    /** Ends it; whoever waits goes on. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        feed.end(this);
    }
}
