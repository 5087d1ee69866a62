package dev.stepwell.execution.leases;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.NodeRow;
import dev.stepwell.names.Uuid7;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * This node's life: joined, renewed each second for five more, left at the end. One that has run out is ended by any other node, and
 * what it owned is free only then: so a node that was late goes on as it was if nobody has ended it, for then nobody can have taken
 * anything, and otherwise drops what it holds and joins anew.
 */
public final class Membership {
    /** How long a node lives without renewing itself, by the database's clock. */
    public static final Duration LIFE = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(Membership.class.getName());
    private static final Duration RENEW_EVERY = Duration.ofSeconds(1);

    private final Store store;
    private final Clock clock;
    private final Rng rng;
    private final String name;
    private final String address;
    private volatile Incarnation me;
    private volatile List<NodeRow> nodes = List.of();
    private volatile boolean left;
    private int beats;

    /**
     * Not joined yet.
     *
     * @param name what the node is called across its lives
     * @param address where it takes calls
     */
    public Membership(Store store, Clock clock, Rng rng, String name, String address) {
        this.store = store;
        this.clock = clock;
        this.rng = rng;
        this.name = name;
        this.address = address;
        this.me = newIncarnation();
    }

    /**
     * Joins, which ends every earlier life of a node of this name, and renews from then on.
     *
     * @param onLost called after this life was ended by somebody and before the next begins: drops what the node holds
     */
    public void start(Runnable onLost) {
        join();
        nodes = store.nodes();
        clock.after(RENEW_EVERY, () -> beat(onLost));
    }

    /** The present life. */
    public Incarnation me() {
        return me;
    }

    /** The nodes that were alive when last looked, which is seconds ago; this one among them once it has joined. */
    public List<NodeRow> nodes() {
        return nodes;
    }

    /** This node's place among the live ones, or empty while it is not seen among them. */
    public Optional<Integer> place() {
        List<NodeRow> seen = nodes;
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i).incarnation().equals(me)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Ends this life: what the node owns is free at once. */
    public void leave() {
        left = true;
        store.leave(me);
    }

    private void beat(Runnable onLost) {
        if (left) {
            return;
        }
        try {
            Instant asked = clock.now();
            Optional<Instant> time = store.renew(me, LIFE);
            if (time.isPresent()) {
                clock.learn(time.get(), asked);
            } else {
                LOG.log(Level.WARNING, "this node''s life {0} was ended by somebody; it begins anew", me);
                me = newIncarnation();
                onLost.run();
                join();
            }
            if (beats++ % 2 == 0) {
                nodes = store.nodes();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "this node could not renew itself: {0}", e.toString());
        }
        clock.after(RENEW_EVERY, () -> beat(onLost));
    }

    private void join() {
        store.join(new NodeRow(name, me, address), LIFE);
        Instant asked = clock.now();
        store.renew(me, LIFE).ifPresent(time -> clock.learn(time, asked));
    }

    private Incarnation newIncarnation() {
        return new Incarnation(Uuid7.make(clock.now().toEpochMilli(), rng.generator()));
    }
}
