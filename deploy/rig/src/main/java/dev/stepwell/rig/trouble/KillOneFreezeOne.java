package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.House;
import java.time.Duration;
import java.util.List;

/** Of three nodes one is killed, and one stands still for longer than its lease and then goes on with what it believes (R1, R2). */
final class KillOneFreezeOne implements Trouble {
    /** Longer than a lease lasts. */
    private static final Duration FROZEN = Duration.ofSeconds(16);

    @Override
    public int nodes() {
        return 3;
    }

    @Override
    public void happen(Scene scene) throws InterruptedException {
        List<House> nodes = scene.village().nodes();
        long before = scene.village().staleTurns().get(2);
        nodes.get(1).kill();
        nodes.get(2).freeze();
        Thread.sleep(FROZEN);
        nodes.get(2).thaw();
        nodes.get(1).up();
        long stale = scene.village().staleTurns().get(2) - before;
        scene.note("stale turns refused", stale);
        scene.require(stale > 0, "I6", word(), "no stale write was tried, so nothing was shown");
    }
}
