package dev.stepwell.simulation.cluster;

import dev.stepwell.execution.connectors.Connectors;
import dev.stepwell.execution.connectors.Services;
import dev.stepwell.execution.inbox.ChildStarts;
import dev.stepwell.execution.mapruns.NoReaders;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Computing;
import dev.stepwell.execution.ports.Ports;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.shell.ShellSettings;
import dev.stepwell.execution.turns.Bounds;
import dev.stepwell.execution.turns.Committer;
import dev.stepwell.execution.turns.Machinery;
import dev.stepwell.simulation.world.Life;
import dev.stepwell.simulation.world.SimClock;
import dev.stepwell.simulation.world.SimStore;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/** One life of a node: the shell as it is, over the simulated ports. */
final class SimNode {
    private static final Committer.Lanes LANES = new Committer.Lanes(2, 8, 256 << 10, 64 << 10);
    private static final int INVOCATIONS = 32;

    final Life life;
    final ExecutionShell shell;
    private final World world;
    private final String address;

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
        Clock clock =
                seams.clock(new SimClock(world.around().timeline(), life, world.random(life.name() + " clock"), skew));
        Store store = seams.wayToStore(
                new SimStore(
                        world.drawing(life.name() + " store"),
                        life,
                        world.store(),
                        new Watches(world.journal(), world.workflows())),
                clock);
        Ports ports = new Ports(store, world.queue().of(life), world.net().of(address, life), clock, () -> random);
        Bounds bounds = new Bounds(
                8, 1_024, 8 << 20, 4_096, Duration.ofMillis(2_500), world.scenario().heldBytes, Duration.ofSeconds(10));
        Machinery machinery =
                new Machinery(world.programs(), world.tokens(), tenant -> world.scenario().limits, Computing.HERE);
        Functions functions = new Functions(world, outside, life);
        shell = new ExecutionShell(
                ports,
                new ShellSettings(name, address, LANES, bounds),
                machinery,
                (turns, calls) -> {
                    Nested nested = new Nested(world, new ChildStarts(store, turns, clock), clock, life);
                    Services services = new Services(functions, Map.of("lambda", functions, "states", nested));
                    return new Connectors(services, calls, turns, clock, INVOCATIONS);
                },
                NoReaders::new);
    }

    /** Starts it, in a task of its life; throws when the store cannot be reached. */
    void start() {
        world.net().listen(address, life, shell.calls()::answer);
        shell.start();
    }

    /** Lets it leave in good order, in a task of its life. */
    void leave(Runnable gone) {
        shell.drain()
                .thenRun(() -> life.after(0, () -> {
                    try {
                        shell.leave();
                    } catch (StoreException unknown) {
                        world.around().trace().note(life.name() + " does not know whether it has left");
                    }
                    gone.run();
                }));
    }
}
