package dev.stepwell.execution.definitions;

import dev.stepwell.execution.ports.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers that are good for a short while, a bounded number of them. */
final class Recent<K, V> {
    private final Clock clock;
    private final Duration life;
    private final LinkedHashMap<K, Aged<V>> values;

    Recent(Clock clock, Duration life, int most) {
        this.clock = clock;
        this.life = life;
        this.values = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Aged<V>> eldest) {
                return size() > most;
            }
        };
    }

    private record Aged<V>(V value, Instant at) {}

    synchronized Optional<V> find(K key) {
        Aged<V> aged = values.get(key);
        return aged != null && aged.at.plus(life).isAfter(clock.now()) ? Optional.of(aged.value) : Optional.empty();
    }

    /** What was last put, however old: for when nothing newer can be had. */
    synchronized Optional<V> last(K key) {
        return Optional.ofNullable(values.get(key)).map(Aged::value);
    }

    synchronized void put(K key, V value) {
        values.remove(key);
        values.put(key, new Aged<>(value, clock.now()));
    }
}
