package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.PostgresServer;

/** PostgreSQL is stopped as by a crash and recovers, again and again (R4b). */
final class PostgresCrashes implements Trouble {
    @Override
    public void happen(Scene scene) throws InterruptedException {
        PostgresServer postgres = PostgresServer.of(scene.village().first());
        for (int i = 0; i < scene.volume(10, 200); i++) {
            postgres.crashAndRecover();
            scene.note("crashes of PostgreSQL", 1);
            Thread.sleep(500 + scene.random().nextInt(2_000));
        }
    }
}
