package dev.stepwell.rig.trouble;

import dev.stepwell.rig.proxy.Fault;
import dev.stepwell.rig.proxy.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Commits of two nodes are done and not answered, and then their twins: never done and not answered. Nobody can tell one from the other but by
 * looking (R5).
 */
final class CommitsUnanswered implements Trouble {
    private static final int ONE_IN = 4;
    private static final Duration LONGEST = Duration.ofSeconds(25);

    @Override
    public int nodes() {
        return 3;
    }

    @Override
    public void happen(Scene scene) throws InterruptedException {
        List<Link> links = scene.village().toPostgres();
        scene.note("done and unanswered", struck(scene, links, new Fault.CommitUnanswered(ONE_IN)));
        scene.note("lost and unanswered", struck(scene, links, new Fault.CommitLost(ONE_IN)));
    }

    private long struck(Scene scene, List<Link> links, Fault fault) throws InterruptedException {
        long before = count(links);
        long enough = before + scene.volume(1_000, 25_000);
        Instant end = Instant.now().plus(LONGEST.multipliedBy(scene.volume(1, 25)));
        links.forEach(link -> link.suffer(fault));
        while (count(links) < enough && Instant.now().isBefore(end)) {
            Thread.sleep(100);
        }
        links.forEach(Link::heal);
        long struck = count(links) - before;
        scene.require(struck > 0, "bite", word(), "no commit was struck by " + fault);
        return struck;
    }

    private static long count(List<Link> links) {
        return links.stream().mapToLong(Link::struck).sum();
    }
}
