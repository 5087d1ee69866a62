package dev.stepwell.execution.ready;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Queue;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.turns.Turns;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Derives from the store what the queues should hold, every few seconds: running executions that nobody alive owns, and tasks on offer
 * that no worker has got. What is still there at the next look, the queue has lost, so this node does it itself.
 */
public final class Reconciler {
    private static final Logger LOG = System.getLogger(Reconciler.class.getName());
    private static final Duration EVERY = Duration.ofMillis(2_500);
    private static final Duration AT_ONCE = Duration.ofMillis(250);
    private static final Duration OFFER_AGE = Duration.ofSeconds(5);
    private static final int ROWS = 500;

    private final Store store;
    private final Queue queue;
    private final Turns turns;
    private final Consumer<List<Offer>> offerAgain;
    private final Clock clock;
    private final ToDoubleFunction<TenantId> weight;
    private Set<ExecutionKey> seen = Set.of();
    private volatile boolean closed;

    /**
     * Nothing is looked at until {@link #start}.
     *
     * @param offerAgain takes the tasks that are still on offer
     * @param weight a tenant's share against others', 1 being the usual one
     */
    public Reconciler(
            Store store,
            Queue queue,
            Turns turns,
            Consumer<List<Offer>> offerAgain,
            Clock clock,
            ToDoubleFunction<TenantId> weight) {
        this.store = store;
        this.queue = queue;
        this.turns = turns;
        this.offerAgain = offerAgain;
        this.clock = clock;
        this.weight = weight;
    }

    /** Begins, at once: after a restart everything is an orphan. */
    public void start() {
        clock.soon(this::sweep);
    }

    /** Ends. */
    public void close() {
        closed = true;
    }

    private void sweep() {
        if (closed) {
            return;
        }
        boolean more = false;
        try {
            more = orphans();
            offers();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the queues could not be reconciled: {0}", e.toString());
        }
        clock.after(more ? AT_ONCE : EVERY, this::sweep);
    }

    /** Whether there are likely more. */
    private boolean orphans() {
        List<ExecutionKey> orphans = store.orphans(ROWS);
        for (ExecutionKey key : orphans) {
            if (seen.contains(key)) {
                turns.deliver(key, new Input.Continue());
            }
        }
        if (!orphans.isEmpty()) {
            queue.ready(orphans, weight);
        }
        seen = new HashSet<>(orphans);
        return orphans.size() == ROWS;
    }

    private void offers() {
        List<Offer> offers = store.openOffers(clock.now().minus(OFFER_AGE), ROWS);
        if (!offers.isEmpty()) {
            offerAgain.accept(offers);
        }
    }
}
