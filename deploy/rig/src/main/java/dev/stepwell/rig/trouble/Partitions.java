package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.Measures;
import dev.stepwell.rig.proxy.Fault;
import dev.stepwell.rig.proxy.Link;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Nodes are parted from PostgreSQL, from Redis and from their clients, wholly or one way, for some seconds each (R6). */
final class Partitions implements Trouble {
    private static final Duration PARTED = Duration.ofSeconds(3);
    private static final Duration WHOLE = Duration.ofSeconds(1);

    @Override
    public int nodes() {
        return 3;
    }

    @Override
    public void happen(Scene scene) throws InterruptedException {
        List<Link> links = new ArrayList<>(scene.village().toPostgres());
        links.addAll(scene.village().toRedis());
        links.addAll(scene.village().toLast());
        List<Fault> faults = List.of(
                Fault.BlackHole.both(), Fault.BlackHole.of(Fault.Way.THERE), Fault.BlackHole.of(Fault.Way.BACK));
        int rounds = scene.volume(1, 27);
        for (int round = 0; round < rounds; round++) {
            for (Link link : links) {
                for (Fault fault : faults) {
                    link.suffer(fault);
                    Thread.sleep(PARTED);
                    link.heal();
                    scene.note("partitions", 1);
                    Thread.sleep(WHOLE);
                }
            }
        }
        for (URI endpoint : scene.village().endpoints()) {
            scene.require(Measures.of(endpoint).groups() >= 0, "I8", endpoint, "the node does not tell how it is");
        }
    }
}
