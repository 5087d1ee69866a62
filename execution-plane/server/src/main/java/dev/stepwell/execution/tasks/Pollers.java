package dev.stepwell.execution.tasks;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.News;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who has asked for tasks lately. Nodes put together what they know every few seconds; only for those who look on. */
public final class Pollers {
    private static final Duration GATHERING = Duration.ofSeconds(2);
    private static final Duration LATELY = Duration.ofMinutes(15);
    private static final int LINES = 1_000;
    private static final int WORKERS = 1_000;

    private final News news;
    private final Clock clock;
    private final Map<Line.Name, Map<String, Instant>> here = eldestGoes(LINES);
    private final Map<Line.Name, Map<String, Instant>> untold = new HashMap<>();

    /** Nobody has asked yet. */
    public Pollers(News news, Clock clock) {
        this.news = news;
        this.clock = clock;
    }

    /** A worker asks now. */
    public void saw(TenantId tenant, TaskLine line, Optional<String> worker) {
        Line.Name name = new Line.Name(tenant, line);
        Instant now = clock.now();
        boolean first;
        synchronized (this) {
            here.computeIfAbsent(name, n -> eldestGoes(WORKERS)).put(worker.orElse(""), now);
            first = untold.isEmpty();
            untold.computeIfAbsent(name, n -> eldestGoes(WORKERS)).put(worker.orElse(""), now);
        }
        if (first) {
            clock.after(GATHERING, this::tell);
        }
    }

    /** Who has asked any node within a quarter of an hour, and when last; the empty name stands for all that gave none. */
    public Map<String, Instant> seen(TenantId tenant, TaskLine line) {
        Instant since = clock.now().minus(LATELY);
        Map<String, Instant> seen = new HashMap<>(news.seen(tenant, line, since));
        synchronized (this) {
            here.getOrDefault(new Line.Name(tenant, line), Map.of())
                    .forEach((worker, at) -> seen.merge(worker, at, (a, b) -> a.isAfter(b) ? a : b));
        }
        seen.values().removeIf(since::isAfter);
        return seen;
    }

    private void tell() {
        Map<Line.Name, Map<String, Instant>> all;
        synchronized (this) {
            all = Map.copyOf(untold);
            untold.clear();
        }
        all.forEach((name, workers) -> news.saw(name.tenant(), name.line(), workers));
    }

    private static <K, V> Map<K, V> eldestGoes(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
