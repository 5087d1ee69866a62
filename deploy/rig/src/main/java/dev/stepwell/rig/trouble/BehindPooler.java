package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.House;
import dev.stepwell.rig.stores.PooledStores;
import dev.stepwell.rig.stores.Stores;

/** PostgreSQL is behind a pooler of transactions: a node is killed, then the pooler, then PostgreSQL crashes, again and again. */
final class BehindPooler implements Trouble {
    @Override
    public int nodes() {
        return 2;
    }

    @Override
    public Stores.Kind stores() {
        return Stores.Kind.POOLED;
    }

    @Override
    public void happen(Scene scene) throws InterruptedException {
        PooledStores stores = scene.stores(PooledStores.class);
        House last = scene.village().nodes().getLast();
        for (int i = 0; i < scene.volume(3, 50); i++) {
            last.kill();
            last.up();
            scene.note("kills", 1);
            stores.restartPooler();
            scene.note("restarts of the pooler", 1);
            Thread.sleep(500 + scene.random().nextInt(1_000));
            stores.crashPostgres();
            scene.note("crashes of PostgreSQL", 1);
            // The pooler asks a PostgreSQL that was away again after a second.
            Thread.sleep(2_000 + scene.random().nextInt(1_000));
        }
    }
}
