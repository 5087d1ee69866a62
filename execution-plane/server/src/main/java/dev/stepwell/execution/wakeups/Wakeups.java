package dev.stepwell.execution.wakeups;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.leases.Membership;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.WakeUp;
import dev.stepwell.execution.turns.Effects;
import dev.stepwell.names.ExecutionKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Wakes executions on time. A deadline within the next minute is held in memory by the node that committed it; all others, and those of
 * nodes that have died, are found in the rows of the slots that this node reads each second.
 */
public final class Wakeups implements Effects.Timers {
    private static final Logger LOG = System.getLogger(Wakeups.class.getName());
    private static final Duration HORIZON = Duration.ofSeconds(60);
    private static final Duration READ_EVERY = Duration.ofSeconds(1);

    /** Rows due that soon are taken along: until the next reading, and a little. */
    private static final Duration AHEAD = READ_EVERY.plusMillis(500);

    /** A row that is still due that long after it was rung for is rung for again. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final int ROWS = 2_000;
    private static final int HELD = 200_000;

    private final Store store;
    private final Clock clock;
    private final Membership membership;
    private final Calls calls;
    private final Map<ExecutionKey, Instant> near = new HashMap<>();
    private final Map<WakeUp, Instant> rung = new HashMap<>();
    private volatile boolean closed;

    /** Nothing is read until {@link #start}. */
    public Wakeups(Store store, Clock clock, Membership membership, Calls calls) {
        this.store = store;
        this.clock = clock;
        this.membership = membership;
        this.calls = calls;
    }

    /** Begins to read the rows of this node's slots. */
    public void start() {
        clock.after(READ_EVERY, this::read);
    }

    /** Rings for nobody any more. */
    public void close() {
        closed = true;
    }

    /** The deadline that counts from now on; what was armed before does not. One at {@link Instant#MAX} is none. */
    @Override
    public void arm(ExecutionKey key, Instant due) {
        Instant now = clock.now();
        synchronized (near) {
            if (due.isAfter(now.plus(HORIZON)) || near.size() >= HELD) {
                near.remove(key);
                return;
            }
            near.put(key, due);
        }
        clock.after(Duration.between(now, due), () -> ring(key, due));
    }

    @Override
    public void disarm(ExecutionKey key) {
        synchronized (near) {
            near.remove(key);
        }
    }

    private void ring(ExecutionKey key, Instant due) {
        Instant now = clock.now();
        synchronized (near) {
            if (!due.equals(near.get(key))) {
                return;
            }
            if (!due.isAfter(now)) {
                near.remove(key);
            }
        }
        if (due.isAfter(now)) {
            clock.after(Duration.between(now, due), () -> ring(key, due)); // the clock has learned better
        } else {
            wake(key);
        }
    }

    private void wake(ExecutionKey key) {
        if (!closed) {
            calls.call(key, new Input.Wake(Map.of()));
        }
    }

    private void read() {
        if (closed) {
            return;
        }
        boolean more = false;
        try {
            Set<Integer> slots = slots();
            if (!slots.isEmpty()) {
                List<WakeUp> rows = store.wakeUps(slots, clock.now().plus(AHEAD), ROWS);
                rows.forEach(this::take);
                more = rows.size() == ROWS;
            }
            forget();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the wake-ups could not be read: {0}", e.toString());
        }
        clock.after(more ? READ_EVERY.dividedBy(5) : READ_EVERY, this::read);
    }

    /** Every n-th slot, n being the number of live nodes: all nodes that see the same nodes agree. */
    private Set<Integer> slots() {
        int nodes = membership.nodes().size();
        Set<Integer> slots = new HashSet<>();
        membership.place().ifPresent(place -> {
            for (int slot = place; slot < Store.SLOTS; slot += nodes) {
                slots.add(slot);
            }
        });
        return slots;
    }

    private void take(WakeUp row) {
        synchronized (near) {
            if (near.containsKey(row.key())) {
                return;
            }
        }
        Instant now = clock.now();
        synchronized (rung) {
            Instant last = rung.get(row);
            if (last != null && last.plus(AGAIN).isAfter(now)) {
                return;
            }
            rung.put(row, row.due().isAfter(now) ? row.due() : now);
        }
        wakeWhenDue(row);
    }

    /** Asked a moment too early, an execution finds nothing due and is not asked again for long: so the clock is looked at once more. */
    private void wakeWhenDue(WakeUp row) {
        Instant now = clock.now();
        if (row.due().isAfter(now)) {
            clock.after(Duration.between(now, row.due()), () -> wakeWhenDue(row));
        } else {
            wake(row.key());
        }
    }

    private void forget() {
        Instant old = clock.now().minus(AGAIN);
        synchronized (rung) {
            rung.values().removeIf(at -> at.isBefore(old));
        }
    }
}
