package dev.stepwell.rig.trouble;

import dev.stepwell.rig.proxy.Fault;
import dev.stepwell.rig.proxy.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The links of two nodes are slow, uneven, narrow, and cut in the middle of messages (R9). */
final class SlowLinks implements Trouble {
    private static final Duration EACH = Duration.ofSeconds(5);
    private static final List<Fault> PROFILES = List.of(
            new Fault.Slow(50, 0, 0),
            new Fault.Slow(150, 100, 0),
            new Fault.Slow(500, 0, 0),
            new Fault.Slow(0, 500, 0),
            new Fault.Slow(0, 0, 65_536),
            new Fault.CutAfter(40_000));

    @Override
    public int nodes() {
        return 3;
    }

    @Override
    public void happen(Scene scene) throws InterruptedException {
        List<Link> links = new ArrayList<>(scene.village().toPostgres());
        links.addAll(scene.village().toRedis());
        links.addAll(scene.village().toLast());
        for (Fault profile : PROFILES) {
            links.forEach(link -> link.suffer(profile));
            Thread.sleep(EACH.multipliedBy(scene.volume(1, 12)));
            scene.note("profiles", 1);
        }
        links.forEach(Link::heal);
    }
}
