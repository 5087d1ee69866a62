package dev.stepwell.execution.endpoints;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.names.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks from time to time whether the tasks that workers have had for a while are over, wherever their executions are run: most tasks
 * never meet it.
 */
final class Lookout {
    private static final Logger LOG = System.getLogger(Lookout.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int AT_ONCE = 1_000;

    private final Workers workers;
    private final Clock clock;
    private boolean looking;

    Lookout(Workers workers, Clock clock) {
        this.workers = workers;
        this.clock = clock;
    }

    /** Looks for as long as there are streams. */
    void begin(Supplier<List<WorkStream>> streams) {
        synchronized (this) {
            if (looking) {
                return;
            }
            looking = true;
        }
        clock.after(EVERY, () -> look(streams));
    }

    private void look(Supplier<List<WorkStream>> streams) {
        List<WorkStream> all = streams.get();
        Map<TenantId, Map<WorkStream, List<String>>> held = new HashMap<>();
        Instant before = clock.now().minus(EVERY);
        for (WorkStream stream : all) {
            List<String> tokens = stream.since(before);
            if (!tokens.isEmpty()) {
                held.computeIfAbsent(stream.tenant(), t -> new HashMap<>()).put(stream, tokens);
            }
        }
        try {
            held.forEach(this::look);
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "nobody knows which tasks are over: {0}", e.toString());
        }
        synchronized (this) {
            looking = !streams.get().isEmpty(); // looked at once more: one may have begun meanwhile
            if (!looking) {
                return;
            }
        }
        clock.after(EVERY, () -> look(streams));
    }

    private void look(TenantId tenant, Map<WorkStream, List<String>> held) {
        List<String> tokens = held.values().stream().flatMap(List::stream).toList();
        Set<String> over = new HashSet<>();
        for (int from = 0; from < tokens.size(); from += AT_ONCE) {
            over.addAll(workers.over(tenant, tokens.subList(from, Math.min(tokens.size(), from + AT_ONCE))));
        }
        if (!over.isEmpty()) {
            held.forEach((stream, mine) ->
                    stream.cancel(mine.stream().filter(over::contains).toList()));
        }
    }
}
