package dev.stepwell.execution.fairness;

import dev.stepwell.names.TenantId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A line in which tenants' things wait, each tenant's in their order, and come out by shares: start-time fair queueing, in which whatever
 * comes out moves its tenant back by one over its weight. Who comes late begins at the present virtual time, so that nobody saves up, and
 * of n tenants of one weight each is next after n - 1 others at most. Not for several threads at once.
 *
 * @param <T> what waits
 */
public final class FairLine<T> {
    private final ToDoubleFunction<TenantId> weight;
    private final Map<TenantId, Line<T>> lines = new HashMap<>();
    private final TreeSet<Line<T>> order =
            new TreeSet<>(Comparator.<Line<T>>comparingDouble(line -> line.tag).thenComparingLong(line -> line.place));
    private double now;
    private long places;
    private int size;

    /**
     * An empty line.
     *
     * @param weight a tenant's share against others', positive, 1 being the usual one
     */
    public FairLine(ToDoubleFunction<TenantId> weight) {
        this.weight = weight;
    }

    /** What waits of a tenant. It stays in the order when that is nothing, so that coming and going gains nothing. */
    private static final class Line<T> {
        private final TenantId tenant;
        private final ArrayDeque<T> things = new ArrayDeque<>();
        private double tag;
        private long place = -1; // in no order yet

        private Line(TenantId tenant) {
            this.tenant = tenant;
        }
    }

    /** Adds a thing behind the others of its tenant. */
    public void add(TenantId tenant, T thing) {
        line(tenant).things.addLast(thing);
        size++;
    }

    /** Puts a thing that was just taken back to the front of its tenant's, as if it had not been taken. */
    public void putBack(TenantId tenant, T thing) {
        Line<T> line = line(tenant);
        line.things.addFirst(thing);
        size++;
        place(line, Math.max(0, line.tag - 1 / weight.applyAsDouble(tenant)));
    }

    /** What comes out next, if anything waits. */
    public Optional<T> peek() {
        Line<T> next = next(tenant -> true);
        return next == null ? Optional.empty() : Optional.of(next.things.getFirst());
    }

    /** Takes what comes out next. */
    public Optional<T> poll() {
        return poll(tenant -> true);
    }

    /** Takes what comes out next of these tenants; the others keep their place in the order. */
    public Optional<T> poll(Predicate<TenantId> whose) {
        Line<T> next = next(whose);
        if (next == null) {
            return Optional.empty();
        }
        now = Math.max(now, next.tag);
        size--;
        T thing = next.things.removeFirst();
        place(next, next.tag + 1 / weight.applyAsDouble(next.tenant));
        return Optional.of(thing);
    }

    /** What waits longest of a tenant's. */
    public Optional<T> peek(TenantId tenant) {
        Line<T> line = lines.get(tenant);
        return line == null ? Optional.empty() : Optional.ofNullable(line.things.peekFirst());
    }

    /** What waits longest of each tenant that has something here. */
    public void eachFirst(BiConsumer<TenantId, T> seen) {
        lines.forEach((tenant, line) -> {
            if (!line.things.isEmpty()) {
                seen.accept(tenant, line.things.getFirst());
            }
        });
    }

    /** How many things wait. */
    public int size() {
        return size;
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return size == 0;
    }

    private Line<T> line(TenantId tenant) {
        Line<T> known = lines.get(tenant);
        if (known != null) {
            return known;
        }
        Line<T> line = new Line<>(tenant);
        lines.put(tenant, line);
        place(line, now);
        return line;
    }

    /** The first in the order that has something; those that had nothing when their turn came are forgotten. */
    private @Nullable Line<T> next(Predicate<TenantId> whose) {
        for (Iterator<Line<T>> i = order.iterator(); i.hasNext(); ) {
            Line<T> line = i.next();
            if (line.things.isEmpty()) {
                i.remove();
                lines.remove(line.tenant);
            } else if (whose.test(line.tenant)) {
                return line;
            }
        }
        return null;
    }

    private void place(Line<T> line, double tag) {
        order.remove(line);
        line.tag = tag;
        line.place = places++;
        order.add(line);
    }
}
