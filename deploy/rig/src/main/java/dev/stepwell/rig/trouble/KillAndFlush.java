package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.House;
import dev.stepwell.rig.house.RedisServer;

/** Redis is emptied, the process killed, Redis emptied again while nobody runs, the process started (R1, R3a). */
final class KillAndFlush implements Trouble {
    @Override
    public void happen(Scene scene) throws InterruptedException {
        House house = scene.village().first();
        RedisServer redis = RedisServer.of(house);
        for (int i = 0; i < scene.volume(9, 90); i++) {
            redis.flushAll();
            scene.note("flushes", 1);
            Thread.sleep(200); // work goes on between two of them
        }
        house.kill();
        redis.flushAll();
        scene.note("flushes", 1);
        house.up();
    }
}
