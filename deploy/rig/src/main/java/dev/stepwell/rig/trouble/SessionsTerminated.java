package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.PostgresServer;

/** Every session with PostgreSQL is terminated, again and again (R4a). */
final class SessionsTerminated implements Trouble {
    @Override
    public void happen(Scene scene) throws InterruptedException {
        PostgresServer postgres = PostgresServer.of(scene.village().first());
        for (int i = 0; i < scene.volume(50, 1_000); i++) {
            scene.note("sessions terminated", postgres.terminateSessions());
            scene.note("times", 1);
            Thread.sleep(100 + scene.random().nextInt(400));
        }
    }
}
