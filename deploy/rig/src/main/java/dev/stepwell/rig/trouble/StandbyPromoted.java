package dev.stepwell.rig.trouble;

import dev.stepwell.rig.stores.StandbyStores;
import dev.stepwell.rig.stores.Stores;
import java.time.Duration;

/**
 * The primary vanishes behind a black hole while it works, its synchronous standby is promoted, the old one is ended and the way to it mended (R4c). What was acknowledged is
 * there.
 */
final class StandbyPromoted implements Trouble {
    private static final Duration ALONE = Duration.ofSeconds(3);
    private static final Duration FORWARD = Duration.ofSeconds(60);

    @Override
    public int nodes() {
        return 2;
    }

    @Override
    public Stores.Kind stores() {
        return Stores.Kind.STANDBY;
    }

    @Override
    public void happen(Scene scene) throws InterruptedException {
        StandbyStores stores = scene.stores(StandbyStores.class);
        scene.require(stores.isSynchronous(), "bite", word(), "the standby does not follow in step");
        stores.partPrimary();
        Thread.sleep(ALONE);
        stores.promote();
        int before = scene.load().started();
        long promoted = System.nanoTime();
        stores.fence();
        while (scene.load().started() == before && System.nanoTime() - promoted < FORWARD.toNanos()) {
            Thread.sleep(50);
        }
        scene.require(scene.load().started() > before, "I12", word(), "nothing was started on what is primary now");
        scene.note("ms from the promotion to a start", (System.nanoTime() - promoted) / 1_000_000);
        scene.note("promotions", 1);
    }
}
