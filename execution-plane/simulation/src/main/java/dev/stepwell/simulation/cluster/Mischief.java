package dev.stepwell.simulation.cluster;

import dev.stepwell.simulation.world.Faults;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Seeds;
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
        Faults faults = world.scenario().faults;
        every(faults.crash(), 4, 25, cluster::crash);
        every(faults.pause(), 4, 25, cluster::pause);
        every(faults.leave(), 10, 40, cluster::leave);
        every(faults.cut(), 5, 30, cluster::cut);
        every(faults.flush(), 1, 15, world.queue()::flush);
        every(faults.outage(), 8, 40, () -> {
            world.around().marks().reach(Mark.OUTAGE);
            world.around().trace().note("the store is away");
            world.around().weather().takeStoreAway(Seeds.between(random, SECOND / 5, 9 * SECOND));
        });
        world.around().timeline().after(world.scenario().faultsEnd, () -> {
            world.around().trace().note("the world is healed");
            world.around().weather().heal();
        });
    }

    private void every(boolean on, long low, long high, Runnable deed) {
        if (on) {
            world.around().timeline().after(Seeds.between(random, low * SECOND / 2, high * SECOND), () -> {
                if (!world.around().weather().isHealed()) {
                    deed.run();
                    every(true, low, high, deed);
                }
            });
        }
    }
}
