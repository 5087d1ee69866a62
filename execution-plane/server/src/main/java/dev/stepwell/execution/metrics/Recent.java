package dev.stepwell.execution.metrics;

import dev.stepwell.names.ExecutionKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was last said of things that are still open, as a bounded number of them is remembered. What is forgotten, or was begun on another
 * node, has no time in the figures: counts are exact, times are of most.
 *
 * @param <V> what was said
 */
final class Recent<V> {
    /** A task, or with 0 the execution itself. */
    record Thing(ExecutionKey execution, long number) {}

    private final Map<Thing, V> said;

    Recent(int most) {
        said = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Thing, V> eldest) {
                return size() > most;
            }
        };
    }

    synchronized void put(Thing thing, V value) {
        said.put(thing, value);
    }

    synchronized @Nullable V get(Thing thing) {
        return said.get(thing);
    }

    synchronized @Nullable V remove(Thing thing) {
        return said.remove(thing);
    }
}
