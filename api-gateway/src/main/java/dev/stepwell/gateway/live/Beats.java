package dev.stepwell.gateway.live;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps the streams of one gateway from looking dead. */
public final class Beats implements AutoCloseable {
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-beats").factory());

    /** Beats after each such time in which nothing was told. */
    public Beats(Duration every) {
        var unused =
                thread.scheduleWithFixedDelay(this::beat, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks after a stream until it is over. */
    public void add(LiveStream stream) {
        streams.add(stream);
    }

    private void beat() {
        for (LiveStream stream : streams) {
            if (stream.isOver()) {
                streams.remove(stream);
            } else {
                stream.beat();
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
