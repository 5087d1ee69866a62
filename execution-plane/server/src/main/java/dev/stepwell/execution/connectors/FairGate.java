package dev.stepwell.execution.connectors;

import dev.stepwell.names.TenantId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets a bounded number through at once, in all and per tenant; whoever has to wait is let through tenant by tenant in turn. */
final class FairGate {
    /**
     * How many.
     *
     * @param atOnce through the gate in all
     * @param perTenant through the gate of one tenant
     * @param waiting before the gate of one tenant
     */
    record Width(int atOnce, int perTenant, int waiting) {}

    private final Width width;
    private final Consumer<Runnable> run;
    private final Map<TenantId, Integer> inside = new HashMap<>();
    private final LinkedHashMap<TenantId, ArrayDeque<Runnable>> outside = new LinkedHashMap<>();
    private int all;

    /**
     * An open gate.
     *
     * @param run runs what is let through, on another thread
     */
    FairGate(Width width, Consumer<Runnable> run) {
        this.width = width;
        this.run = run;
    }

    /** Runs the task as soon as there is room, after which {@link #leave} must be called; false when too many wait already. */
    boolean enter(TenantId tenant, Runnable task) {
        synchronized (this) {
            ArrayDeque<Runnable> line = outside.get(tenant);
            if (line == null && hasRoom(tenant)) {
                count(tenant, 1);
            } else {
                ArrayDeque<Runnable> mine = outside.computeIfAbsent(tenant, t -> new ArrayDeque<>());
                if (mine.size() >= width.waiting()) {
                    return false;
                }
                mine.add(task);
                return true;
            }
        }
        run.accept(task);
        return true;
    }

    /** Makes room. */
    void leave(TenantId tenant) {
        synchronized (this) {
            count(tenant, -1);
        }
        for (Optional<Runnable> next = next(); next.isPresent(); next = next()) {
            run.accept(next.get());
        }
    }

    private synchronized Optional<Runnable> next() {
        for (Iterator<Map.Entry<TenantId, ArrayDeque<Runnable>>> i =
                        outside.entrySet().iterator();
                i.hasNext(); ) {
            Map.Entry<TenantId, ArrayDeque<Runnable>> line = i.next();
            TenantId tenant = line.getKey();
            if (hasRoom(tenant)) {
                ArrayDeque<Runnable> mine = line.getValue();
                Runnable task = mine.remove();
                i.remove();
                if (!mine.isEmpty()) {
                    outside.put(tenant, mine); // to the end: the others come first
                }
                count(tenant, 1);
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    private boolean hasRoom(TenantId tenant) {
        return all < width.atOnce() && inside.getOrDefault(tenant, 0) < width.perTenant();
    }

    private void count(TenantId tenant, int by) {
        all += by;
        inside.merge(tenant, by, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
    }
}
