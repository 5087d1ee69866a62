package dev.stepwell.gateway.guard;

import dev.stepwell.contracts.calling.Fault;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is held open, by the key it is held open for. Once a second one question tells which of these keys are not good any more, and
 * what was held for them ends: polls, streams, workers.
 */
public final class OpenCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenCalls.class);

    private final EndedKeys keys;
    private final Set<Held> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("held-calls").factory());

    /**
     * @param keys tell which of them are not good any more
     */
    public OpenCalls(EndedKeys keys) {
        this.keys = keys;
    }

    /** Begins to look every so often; to be called once. */
    public OpenCalls watch(Duration every) {
        var unused =
                watch.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** One thing held open; closing it says that it has ended by itself. */
    final class Held implements AutoCloseable {
        private final String keyId;
        private final Runnable cut;

        private Held(String keyId, Runnable cut) {
            this.keyId = keyId;
            this.cut = cut;
        }

        @Override
        public void close() {
            open.remove(this);
        }
    }

    /** Holds something open for a key. */
    Held hold(String keyId, Runnable cut) {
        Held held = new Held(keyId, cut);
        open.add(held);
        return held;
    }

    /** How much is held open. */
    int size() {
        return open.size();
    }

    /** Looks once. */
    void look() {
        try {
            Set<String> ids = open.stream().map(held -> held.keyId).collect(Collectors.toSet());
            Set<String> ended = ids.isEmpty() ? Set.of() : keys.among(ids);
            for (Held held : open) {
                if (ended.contains(held.keyId) && open.remove(held)) {
                    held.cut.run();
                }
            }
        } catch (Fault unknown) {
            // Who knows the keys cannot be asked now; it is asked again.
        } catch (RuntimeException e) {
            LOG.error("keys of held calls were not looked at", e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
