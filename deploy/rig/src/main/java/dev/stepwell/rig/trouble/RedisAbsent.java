package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.RedisServer;
import java.nio.file.Path;
import java.time.Duration;

/** Redis is away for a minute: starts are accepted all the same, and work goes on (R3c). */
final class RedisAbsent implements Trouble {
    private static final Duration HALF = Duration.ofSeconds(30);

    @Override
    public void happen(Scene scene) throws InterruptedException {
        RedisServer redis = RedisServer.of(scene.village().first());
        for (int i = 0; i < scene.volume(1, 10); i++) {
            Path program = redis.kill();
            int before = scene.load().started();
            Thread.sleep(HALF);
            int started = scene.load().started();
            Thread.sleep(HALF);
            long ended = scene.load().ended(started) - scene.load().ended(before);
            redis.startEmpty(program);
            scene.note("started without Redis", started - before);
            scene.note("of them ended without Redis", ended);
            scene.require(started > before, "I1", word(), "nothing could be started while Redis was away");
            scene.require(
                    10 * ended >= started - before,
                    "I8",
                    word(),
                    "of " + (started - before) + " started without Redis only " + ended + " had ended after 30 s");
        }
    }
}
