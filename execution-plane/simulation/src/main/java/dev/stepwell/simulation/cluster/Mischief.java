package dev.stepwell.simulation.cluster;

import dev.stepwell.simulation.world.Fault;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Seeds;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Does to the cluster what the faults of the seed say, until the world is healed. */
final class Mischief {
    private static final long SECOND = 1_000_000;

    private final World world;
    private final Cluster cluster;
    private final RandomGenerator random;

    Mischief(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
        this.random = world.random("mischief");
    }

    void start() {
        every(Fault.CRASH, 4, 25, () -> cluster::crash);
        every(Fault.PAUSE, 4, 25, () -> cluster::pause);
        every(Fault.LEAVE, 10, 40, () -> cluster::leave);
        every(Fault.CUT, 5, 30, () -> cluster::cut);
        every(Fault.FLUSH, 1, 15, () -> world.queue()::flush);
        every(Fault.OUTAGE, 8, 40, this::outage);
        world.around().timeline().after(world.scenario().faultsEnd, () -> {
            world.around().trace().note("the world is healed");
            world.around().weather().heal();
        });
    }

    private Runnable outage() {
        long span = Seeds.between(random, SECOND / 5, 9 * SECOND);
        return () -> {
            world.around().marks().reach(Mark.OUTAGE);
            world.around().trace().note("the store is away");
            world.around().weather().takeStoreAway(span);
        };
    }

    /** A fault that was taken away from the world is drawn as well and not done, so that the others strike when they did. */
    private void every(Fault fault, long low, long high, Supplier<Runnable> deeds) {
        if (fault.isIn(world.scenario().drawn)) {
            long unit = SECOND * world.scenario().era.stretch;
            world.around().timeline().after(Seeds.between(random, low * unit / 2, high * unit), () -> {
                if (!world.around().weather().isHealed()) {
                    Runnable deed = deeds.get();
                    if (fault.isIn(world.scenario().faults)) {
                        deed.run();
                    }
                    every(fault, low, high, deeds);
                }
            });
        }
    }
}
