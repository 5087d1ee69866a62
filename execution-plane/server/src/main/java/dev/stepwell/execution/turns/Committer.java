package dev.stepwell.execution.turns;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.NamePassing;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The group commit: writes what is queued, then what has been queued meanwhile, and never waits on a timer. A group holds at most
 * one turn per execution; a large turn travels alone. A group in doubt is settled before anything else of its executions is
 * written (blueprint §4).
 */
public final class Committer {
    private static final Logger LOG = System.getLogger(Committer.class.getName());

    private final Store store;
    private final Clock clock;
    private final Lanes lanes;
    private final ArrayDeque<Queued> queue = new ArrayDeque<>();
    private final Set<ExecutionKey> inFlight = new HashSet<>();
    private int busyLanes;
    private double smoothedMillis;
    private Counts counts = new Counts(0, 0, 0, 0);
    private final List<Consumer<TurnCommit>> listeners = new CopyOnWriteArrayList<>();

    /** A committer of the given lanes. */
    public Committer(Store store, Clock clock, Lanes lanes) {
        this.store = store;
        this.clock = clock;
        this.lanes = lanes;
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

    /** Queues a turn. The listener is called once, in a task of its own, when its fate is known. */
    void submit(TurnCommit turn, long bytes, Consumer<Fate> listener) {
        synchronized (this) {
            queue.add(new Queued(turn, bytes, clock.now(), listener));
        }
        openLane();
    }

    /** How long turns wait in the queue, smoothed; zero when nothing is queued or being written. */
    public synchronized Duration delay() {
        Queued oldest = queue.peek();
        if (oldest == null) {
            return busyLanes == 0 ? Duration.ZERO : Duration.ofMillis((long) smoothedMillis);
        }
        long age = Duration.between(oldest.at, clock.now()).toMillis();
        return Duration.ofMillis(Math.max(age, (long) smoothedMillis));
    }

    /** What has been done since the start. */
    public synchronized Counts counts() {
        return counts;
    }

    private void openLane() {
        synchronized (this) {
            if (busyLanes >= lanes.lanes() || queue.isEmpty()) {
                return;
            }
            busyLanes++;
        }
        clock.soon(this::lane);
    }

    private void lane() {
        List<Queued> group = nextGroup();
        if (!group.isEmpty()) {
            write(group);
            clock.soon(this::lane);
        }
    }

    /** The next group; the lane is closed when it is empty. */
    private synchronized List<Queued> nextGroup() {
        List<Queued> group = new ArrayList<>();
        long bytes = 0;
        for (Iterator<Queued> i = queue.iterator(); i.hasNext() && group.size() < lanes.turns(); ) {
            Queued next = i.next();
            boolean large = next.bytes > lanes.alone();
            boolean fits = group.isEmpty() || (!large && bytes + next.bytes <= lanes.bytes());
            if (!fits) {
                break;
            }
            if (!inFlight.add(next.turn.key())) {
                continue;
            }
            i.remove();
            group.add(next);
            bytes += next.bytes;
            if (large) {
                break;
            }
        }
        if (group.isEmpty()) {
            busyLanes--;
        } else {
            measure(group);
        }
        return group;
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
            if (verdicts.get(i) instanceof Verdict.Committed) {
                heard(group.get(i).turn); // first, so that who is told of the turn finds what the listeners keep of it
            }
            tell(group.get(i), new Fate.Decided(verdicts.get(i), late));
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
        openLane();
    }

    private void tell(Queued queued, Fate fate) {
        clock.soon(() -> queued.listener.accept(fate));
    }

    private static List<TurnCommit> turnsOf(List<Queued> group) {
        return group.stream().map(Queued::turn).toList();
    }
}
