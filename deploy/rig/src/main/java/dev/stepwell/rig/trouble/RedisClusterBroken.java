package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.House;
import dev.stepwell.rig.stores.ClusteredStores;
import dev.stepwell.rig.stores.Stores;

/** Redis is a cluster of three: each of them is killed and comes back empty, and a node of ours is killed beside. */
final class RedisClusterBroken implements Trouble {
    @Override
    public int nodes() {
        return 2;
    }

    @Override
    public Stores.Kind stores() {
        return Stores.Kind.CLUSTERED;
    }

    @Override
    public void happen(Scene scene) throws InterruptedException {
        ClusteredStores stores = scene.stores(ClusteredStores.class);
        House last = scene.village().nodes().getLast();
        for (int i = 0; i < scene.volume(1, 16); i++) {
            for (int node = 0; node < stores.nodes(); node++) {
                stores.restart(node);
                scene.note("kills of a Redis", 1);
                Thread.sleep(500 + scene.random().nextInt(1_000));
            }
            last.kill();
            last.up();
            scene.note("kills", 1);
        }
    }
}
