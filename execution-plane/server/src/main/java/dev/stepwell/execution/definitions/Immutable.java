package dev.stepwell.execution.definitions;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What never changes, for as long as there is room: what was not asked for longest goes first. For any number of threads. */
final class Immutable<K, V> {
    private final LinkedHashMap<K, Weighed<V>> values = new LinkedHashMap<>(16, 0.75f, true);
    private final long most;
    private long held;

    /** @param most how much all values may weigh together; the last one put stays, whatever it weighs */
    Immutable(long most) {
        this.most = most;
    }

    private record Weighed<V>(V value, long weight) {}

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key)).map(Weighed::value);
    }

    synchronized void put(K key, V value, long weight) {
        if (values.put(key, new Weighed<>(value, weight)) == null) {
            held += weight;
        }
        var eldest = values.entrySet().iterator();
        while (held > most && values.size() > 1 && eldest.hasNext()) {
            Map.Entry<K, Weighed<V>> out = eldest.next();
            held -= out.getValue().weight;
            eldest.remove();
        }
    }
}
