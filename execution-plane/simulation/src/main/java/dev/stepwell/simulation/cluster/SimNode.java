package dev.stepwell.simulation.cluster;

import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.leases.Membership;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Queue;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ready.ReadyRuns;
import dev.stepwell.execution.ready.Reconciler;
import dev.stepwell.execution.tasks.ActivityPolls;
import dev.stepwell.execution.turns.Bounds;
import dev.stepwell.execution.turns.Committer;
import dev.stepwell.execution.turns.Effects;
import dev.stepwell.execution.turns.Machinery;
import dev.stepwell.execution.turns.Turns;
import dev.stepwell.execution.wakeups.Wakeups;
import dev.stepwell.simulation.world.Life;
import dev.stepwell.simulation.world.SimClock;
import dev.stepwell.simulation.world.SimStore;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** One life of a node: the whole shell, put together over the simulated ports. */
final class SimNode {
    private static final Committer.Lanes LANES = new Committer.Lanes(2, 8, 256 << 10, 64 << 10);

    final Life life;
    final String address;
    final Clock clock;
    final Store store;
    final Turns turns;
    final Calls calls;
    final ActivityPolls polls;
    private final World world;
    private final Membership membership;
    private final Wakeups wakeups;
    private final ReadyRuns readyRuns;
    private final Reconciler reconciler;
    private final Functions functions;

    /**
     * Not started yet.
     *
     * @param name the node's name across its lives
     */
    SimNode(World world, Outside outside, Life life, String name, Duration skew) {
        this.world = world;
        this.life = life;
        this.address = name + ":1";
        RandomGenerator random = world.random(life.name());
        Seams seams = world.machines().seams();
        clock = seams.clock(new SimClock(world.around().timeline(), life, world.random(life.name() + " clock"), skew));
        store = seams.wayToStore(
                new SimStore(world.drawing(life.name() + " store"), life, world.store(), world.journal()), clock);
        Queue queue = world.queue().of(life);
        Rng rng = () -> random;
        membership = new Membership(store, clock, rng, name, address);
        Committer committer = new Committer(store, clock, LANES);
        Bounds bounds = new Bounds(
                8, 1_024, 8 << 20, 4_096, Duration.ofMillis(2_500), world.scenario().heldBytes, Duration.ofSeconds(10));
        Machinery machinery = new Machinery(world.machines(), world.tokens(), tenant -> world.scenario().limits);
        turns = new Turns(store, clock, rng, membership::me, machinery, committer, bounds);
        calls = new Calls(turns, world.net().of(address, life), clock);
        polls = new ActivityPolls(queue, calls, clock);
        wakeups = new Wakeups(store, clock, membership, calls);
        readyRuns = new ReadyRuns(queue, turns, clock);
        reconciler = new Reconciler(store, queue, turns, polls::offerAgain, clock);
        functions = new Functions(world, outside, this);
    }

    /** Starts it, in a task of its life; throws when the store cannot be reached. */
    void start() {
        membership.start(turns::dropAll);
        turns.open(new Effects(polls, functions, wakeups));
        world.net().listen(address, life, calls::answer);
        polls.start();
        wakeups.start();
        readyRuns.start();
        reconciler.start();
    }

    /** Lets it leave in good order, in a task of its life. */
    void leave(Runnable gone) {
        polls.close();
        readyRuns.close();
        reconciler.close();
        wakeups.close();
        turns.drain()
                .thenRun(() -> clock.soon(() -> {
                    try {
                        membership.leave();
                    } catch (StoreException unknown) {
                        world.around().trace().note(life.name() + " does not know whether it has left");
                    }
                    gone.run();
                }));
    }
}
