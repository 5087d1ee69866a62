package dev.stepwell.execution.turns;

import dev.stepwell.execution.fairness.FairLine;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.NamePassing;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The group commit: writes what is queued, then what has been queued meanwhile, and never waits on a timer. Tenants have their shares
 * of each group. A group holds at most one turn per execution; a large turn travels alone. A group in doubt is settled before anything else of its executions is
 * written (blueprint §4).
 */
public final class Committer {
    private static final Logger LOG = System.getLogger(Committer.class.getName());

    private final Store store;
    private final Clock clock;
    private final Lanes lanes;
    private final FairLine<Queued> queue;
    private final Set<ExecutionKey> inFlight = new HashSet<>();
    private int busyLanes;
    private double smoothedMillis;
    private Counts counts = new Counts(0, 0, 0, 0);
    private final List<Consumer<TurnCommit>> listeners = new CopyOnWriteArrayList<>();

    /**
     * A committer of the given lanes.
     *
     * @param weight a tenant's share against others', 1 being the usual one
     */
    public Committer(Store store, Clock clock, Lanes lanes, ToDoubleFunction<TenantId> weight) {
        this.store = store;
        this.clock = clock;
        this.lanes = lanes;
        this.queue = new FairLine<>(weight);
    }

    /**
     * How groups are formed.
     *
     * @param lanes how many groups may be under way at once
     * @param turns the most turns of a group
     * @param bytes the most bytes of a group
     * @param alone a turn of more bytes travels alone
     */
    public record Lanes(int lanes, int turns, long bytes, long alone) {
        /** Two lanes: one group is formed while the other is written. */
        public static final Lanes USUAL = new Lanes(2, 256, 4 << 20, 1 << 20);
    }

    /**
     * What has been done since the start.
     *
     * @param groups groups written
     * @param turns turns in them
     * @param stale turns that dropped out because somebody else had been there first
     * @param doubts groups that were in doubt
     */
    public record Counts(long groups, long turns, long stale, long doubts) {}

    private record Queued(TurnCommit turn, long bytes, Instant at, Consumer<Fate> listener) {}

    /** Calls the listener, which must neither wait nor throw, with each turn that is durable from now on. */
    public void onCommitted(Consumer<TurnCommit> heard) {
        listeners.add(heard);
    }

    /**
     * Queues a turn. The listener is called once, in a task of its own, when its fate is known. Who submits is at the end of its task and waits
     * for nothing: its thread may write the group.
     */
    void submit(TurnCommit turn, long bytes, Consumer<Fate> listener) {
        synchronized (this) {
            queue.add(turn.key().tenant(), new Queued(turn, bytes, clock.now(), listener));
        }
        openLane(clock::next);
    }

    /** How long turns wait in the queue, smoothed; zero when nothing is queued or being written. */
    public synchronized Duration delay() {
        if (queue.isEmpty()) {
            return busyLanes == 0 ? Duration.ZERO : Duration.ofMillis((long) smoothedMillis);
        }
        List<Instant> oldest = new ArrayList<>();
        queue.eachFirst((tenant, first) -> oldest.add(first.at));
        long age = Duration.between(Collections.min(oldest), clock.now()).toMillis();
        return Duration.ofMillis(Math.max(age, (long) smoothedMillis));
    }

    /** For how long the oldest queued turn of a tenant has waited; zero when it has none. */
    synchronized Duration delay(TenantId tenant) {
        return queue.peek(tenant)
                .map(oldest -> Duration.between(oldest.at, clock.now()))
                .orElse(Duration.ZERO);
    }

    /** What has been done since the start. */
    public synchronized Counts counts() {
        return counts;
    }

    private void openLane(Consumer<Runnable> thread) {
        synchronized (this) {
            if (busyLanes >= lanes.lanes() || queue.isEmpty()) {
                return;
            }
            busyLanes++;
        }
        thread.accept(this::lane);
    }

    private void lane() {
        List<Queued> group = nextGroup();
        if (!group.isEmpty()) {
            write(group);
            goOn();
        }
    }

    /** The lane writes what was queued meanwhile, or is closed. */
    private void goOn() {
        synchronized (this) {
            if (queue.isEmpty()) {
                busyLanes--;
                return;
            }
        }
        clock.soon(this::lane);
    }

    /** The next group; the lane is closed when it is empty. */
    private synchronized List<Queued> nextGroup() {
        List<Queued> group = new ArrayList<>();
        List<Queued> passedOver = new ArrayList<>();
        long bytes = 0;
        while (group.size() < lanes.turns()) {
            Queued next = queue.peek().orElse(null);
            if (next == null || !group.isEmpty() && (isLarge(next) || bytes + next.bytes > lanes.bytes())) {
                break;
            }
            Queued taken = queue.poll().orElseThrow();
            if (!inFlight.add(taken.turn.key())) {
                passedOver.add(taken);
                continue;
            }
            group.add(taken);
            bytes += taken.bytes;
            if (isLarge(taken)) {
                break;
            }
        }
        passedOver.reversed().forEach(one -> queue.putBack(one.turn.key().tenant(), one));
        if (group.isEmpty()) {
            busyLanes--;
        } else {
            measure(group);
        }
        return group;
    }

    private boolean isLarge(Queued one) {
        return one.bytes > lanes.alone();
    }

    private void measure(List<Queued> group) {
        long waited = Duration.between(group.get(0).at, clock.now()).toMillis();
        smoothedMillis += (waited - smoothedMillis) * 0.2;
        counts = new Counts(counts.groups + 1, counts.turns + group.size(), counts.stale, counts.doubts);
    }

    private void write(List<Queued> group) {
        try {
            decided(group, store.commit(turnsOf(group)), false);
        } catch (StoreException e) {
            if (e.inDoubt()) {
                doubt(group, e);
            } else {
                release(group);
                group.forEach(queued -> tell(queued, new Fate.NotWritten(e)));
            }
        } catch (RuntimeException e) {
            doubt(group, e);
        }
    }

    private void doubt(List<Queued> group, RuntimeException why) {
        LOG.log(Level.WARNING, "a group of {0} turns is in doubt: {1}", group.size(), why.toString());
        synchronized (this) {
            counts = new Counts(counts.groups, counts.turns, counts.stale, counts.doubts + 1);
        }
        settle(group, Duration.ofMillis(50));
    }

    private void settle(List<Queued> group, Duration pause) {
        List<Verdict> verdicts;
        try {
            verdicts = store.settle(turnsOf(group));
        } catch (RuntimeException e) {
            Duration next = pause.multipliedBy(2);
            Duration most = Duration.ofSeconds(2);
            clock.after(pause, () -> settle(group, next.compareTo(most) > 0 ? most : next));
            return;
        }
        decided(group, verdicts, true);
    }

    private void decided(List<Queued> group, List<Verdict> verdicts, boolean late) {
        release(group);
        long stale = verdicts.stream().filter(Verdict.Stale.class::isInstance).count();
        synchronized (this) {
            counts = new Counts(counts.groups, counts.turns, counts.stale + stale, counts.doubts);
        }
        for (int i = 0; i < group.size(); i++) {
            Queued queued = group.get(i);
            if (verdicts.get(i) instanceof Verdict.Committed) {
                heard(queued.turn); // first, so that who is told of the turn finds what the listeners keep of it
            }
            Fate fate = new Fate.Decided(verdicts.get(i), late);
            if (i + 1 < group.size()) {
                tell(queued, fate);
            } else {
                clock.next(() -> queued.listener.accept(fate));
            }
        }
    }

    private void heard(TurnCommit turn) {
        for (Consumer<TurnCommit> listener : listeners) {
            listener.accept(turn);
            turn.passing().flatMap(NamePassing::heir).ifPresent(listener);
        }
    }

    /** How many turns wait to be written. */
    public synchronized int queued() {
        return queue.size();
    }

    private void release(List<Queued> group) {
        synchronized (this) {
            group.forEach(queued -> inFlight.remove(queued.turn.key()));
        }
        openLane(clock::soon);
    }

    private void tell(Queued queued, Fate fate) {
        clock.soon(() -> queued.listener.accept(fate));
    }

    private static List<TurnCommit> turnsOf(List<Queued> group) {
        return group.stream().map(Queued::turn).toList();
    }
}
