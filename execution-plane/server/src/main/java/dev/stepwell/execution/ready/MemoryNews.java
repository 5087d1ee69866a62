package dev.stepwell.execution.ready;

import dev.stepwell.execution.ports.News;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** News between nodes of one process, with a switch for those that get lost. */
public final class MemoryNews implements News {
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, Instant>> workers = new HashMap<>();
    private boolean absent;

    /** While it is absent nothing is told. */
    public synchronized void absent(boolean now) {
        absent = now;
    }

    @Override
    public void tell(String news) {
        synchronized (this) {
            if (absent) {
                return;
            }
        }
        listeners.forEach(listener -> listener.accept(news));
    }

    @Override
    public void onNews(Consumer<String> listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized void saw(TenantId tenant, TaskLine line, Map<String, Instant> seen) {
        workers.computeIfAbsent(tenant + " " + line, name -> new HashMap<>()).putAll(seen);
    }

    @Override
    public synchronized Map<String, Instant> seen(TenantId tenant, TaskLine line, Instant since) {
        Map<String, Instant> seen = new HashMap<>(workers.getOrDefault(tenant + " " + line, Map.of()));
        seen.values().removeIf(since::isAfter);
        return seen;
    }
}
