package dev.stepwell.contracts.calling;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Remembers for a short time what another plane or a database said, and never that something was not found. Many that ask for the
 * same at once wait for one look-up; no lock is held meanwhile. Age counts from before the look-up, so nothing is believed longer than promised.
 */
public final class ShortMemory<V> {
    private final ConcurrentHashMap<String, Slot<V>> slots = new ConcurrentHashMap<>();
    private final long lifeNanos;
    private final int capacity;
    private final LongSupplier nanoTime;

    /**
     * @param life how long an answer is believed
     * @param capacity how many are remembered
     * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
     */
    public ShortMemory(Duration life, int capacity, LongSupplier nanoTime) {
        this.lifeNanos = life.toNanos();
        this.capacity = capacity;
        this.nanoTime = nanoTime;
    }

    /** The value of a key, looked up when it is not fresh; what the look-up throws comes out and is not remembered. */
    public Optional<V> get(String key, Function<String, Optional<V>> lookUp) {
        long now = nanoTime.getAsLong();
        Slot<V> known = slots.get(key);
        if (known != null && now - known.since < lifeNanos) {
            return known.await();
        }
        Slot<V> mine = new Slot<>(now, new CompletableFuture<>());
        boolean first = known == null ? slots.putIfAbsent(key, mine) == null : slots.replace(key, known, mine);
        if (!first) {
            return get(key, lookUp);
        }
        fill(key, mine, lookUp);
        return mine.await();
    }

    /** What was remembered of a key is worth nothing any more. */
    public void forget(String key) {
        slots.remove(key);
    }

    /** How many are remembered, stale ones included. */
    int size() {
        return slots.size();
    }

    private void fill(String key, Slot<V> slot, Function<String, Optional<V>> lookUp) {
        try {
            Optional<V> found = lookUp.apply(key);
            if (found.isEmpty()) {
                slots.remove(key, slot);
            }
            slot.value.complete(found);
        } catch (RuntimeException | Error e) {
            slots.remove(key, slot);
            slot.value.completeExceptionally(e);
        }
        if (slots.size() > capacity) {
            makeRoom();
        }
    }

    // Fresh ones go too when nothing is stale: losing them costs a look-up each, keeping them all costs the heap.
    private void makeRoom() {
        long now = nanoTime.getAsLong();
        slots.values().removeIf(slot -> now - slot.since >= lifeNanos);
        if (slots.size() > capacity) {
            slots.clear();
        }
    }

    private record Slot<V>(long since, CompletableFuture<Optional<V>> value) {
        Optional<V> await() {
            try {
                return value.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }
}
