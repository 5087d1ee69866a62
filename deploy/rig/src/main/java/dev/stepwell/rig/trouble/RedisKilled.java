package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.RedisServer;

/** Redis is killed and started again without anything it knew (R3b). */
final class RedisKilled implements Trouble {
    @Override
    public void happen(Scene scene) throws InterruptedException {
        RedisServer redis = RedisServer.of(scene.village().first());
        for (int i = 0; i < scene.volume(5, 50); i++) {
            redis.startEmpty(redis.kill());
            scene.note("kills of Redis", 1);
            Thread.sleep(1_000 + scene.random().nextInt(1_000));
        }
    }
}
