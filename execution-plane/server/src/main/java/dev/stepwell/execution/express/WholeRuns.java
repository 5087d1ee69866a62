package dev.stepwell.execution.express;

import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.connectors.Inquiries;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.turns.Machinery;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.execution.turns.Program;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs executions from their start to their end in the memory of this node; a bounded number, with bounded states. Far deadlines are
 * looked at once a second, so that what has ended is not kept for the sake of a deadline that it had.
 */
public final class WholeRuns {
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Inquiries inquiries;
    private final Machinery machinery;
    private final Clock clock;
    private final Rng rng;
    private final Room room;
    private final Set<WholeRun<?>> running = ConcurrentHashMap.newKeySet();
    private final Map<TenantId, Integer> perTenant = new HashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Witness.Calling witnesses = (key, facts) -> Optional.empty();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean rounds = new AtomicBoolean();
    private int all;
    private boolean closed;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    /** None runs yet. */
    public WholeRuns(Inquiries inquiries, Machinery machinery, Clock clock, Rng rng, Room room) {
        this.inquiries = inquiries;
        this.machinery = machinery;
        this.clock = clock;
        this.rng = rng;
        this.room = room;
    }

    /**
     * Runs an execution, its first turn at once and on this thread. The stage ends with its end, or with {@link NotDone.Overloaded} when
     * there is no room for it, {@link NotDone.Unavailable} when the node ends, {@link NotDone.Defect} when the machine fails.
     */
    public CompletionStage<Finished> run(ExecutionKey key, Birth birth) {
        CompletableFuture<Finished> finished = new CompletableFuture<>();
        NotDone refusal = enter(key.tenant());
        if (refusal != null) {
            finished.completeExceptionally(refusal);
            return finished;
        }
        try {
            begin(machinery.programs().programOf(key, birth.facts()), key, birth, finished);
        } catch (RuntimeException e) {
            finished.completeExceptionally(e);
            leave(key.tenant());
        }
        return finished;
    }

    private <S> void begin(Program<S> program, ExecutionKey key, Birth birth, CompletableFuture<Finished> finished) {
        WholeRun<S> run = new WholeRun<>(this, program, key, birth, finished);
        running.add(run);
        finished.whenComplete((end, failure) -> {
            running.remove(run);
            leave(key.tenant());
            if (failure == null) {
                listeners.forEach(listener -> listener.finished(key, birth, end));
            }
        });
        run.start(birth);
    }

    private synchronized @Nullable NotDone enter(TenantId tenant) {
        if (closed) {
            return new NotDone.Unavailable("the node is shutting down");
        }
        int mine = perTenant.getOrDefault(tenant, 0);
        if (all >= room.atOnce() || mine >= room.perTenant() || bytes.get() > room.bytes()) {
            return new NotDone.Overloaded("too many executions are being run");
        }
        all++;
        perTenant.put(tenant, mine + 1);
        return null;
    }

    private void leave(TenantId tenant) {
        boolean last;
        synchronized (this) {
            all--;
            perTenant.computeIfPresent(tenant, (t, count) -> count == 1 ? null : Integer.valueOf(count - 1));
            last = closed && all == 0;
        }
        if (last) {
            drained.complete(null);
        }
    }

    /** Takes nothing more in; the stage ends when all have ended. */
    public CompletionStage<Void> drain() {
        boolean none;
        synchronized (this) {
            closed = true;
            none = all == 0;
        }
        if (none) {
            drained.complete(null);
        }
        return drained;
    }

    /** Ends what has not ended by itself: whoever waits for it may try again elsewhere. */
    public void abandon() {
        drain();
        List.copyOf(running).forEach(run -> run.giveUp(new NotDone.Unavailable("the node has ended")));
    }

    /** Calls the listener, which must neither wait nor throw, with each execution that ends. */
    public void onFinished(Listener heard) {
        listeners.add(heard);
    }

    /** Has somebody see the records of executions that begin from now on. */
    public void onBegun(Witness.Calling seeing) {
        witnesses = seeing;
    }

    /** Hears of executions that have ended. */
    @FunctionalInterface
    public interface Listener {
        /** This one has. */
        void finished(ExecutionKey key, Birth birth, Finished end);
    }

    /** How many live. */
    public synchronized int running() {
        return all;
    }

    Optional<Witness> witness(ExecutionKey key, StartFacts facts) {
        return witnesses.to(key, facts);
    }

    Inquiries inquiries() {
        return inquiries;
    }

    Machinery machinery() {
        return machinery;
    }

    Clock clock() {
        return clock;
    }

    Rng rng() {
        return rng;
    }

    /** Takes a change of a state's size into account; false when there is no room for it. */
    boolean weigh(long more) {
        return bytes.addAndGet(more) <= room.bytes() || more <= 0;
    }

    /** Sees to it that a deadline of a run is looked at in time. */
    void arm(WholeRun<?> run, Instant due) {
        if (isNear(due)) {
            wakeAt(run, due);
        } else if (rounds.compareAndSet(false, true)) {
            clock.after(ROUND, this::round);
        }
    }

    private void round() {
        rounds.set(false);
        boolean any = false;
        for (WholeRun<?> run : running) {
            Instant due = run.due();
            any |= due != null;
            if (due != null && isNear(due)) {
                wakeAt(run, due);
            }
        }
        if (any && rounds.compareAndSet(false, true)) {
            clock.after(ROUND, this::round);
        }
    }

    private void wakeAt(WholeRun<?> run, Instant due) {
        Duration left = Duration.between(clock.now(), due);
        clock.after(left.isNegative() ? Duration.ZERO : left, () -> run.wake(due));
    }

    private boolean isNear(Instant due) {
        return due.isBefore(clock.now().plus(ROUND.multipliedBy(2)));
    }
}
