package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The disk of PostgreSQL, Redis and the log is full for a while. PostgreSQL may end of it, and is then started as any supervisor would; nobody
 * does anything else when there is room again (R8).
 */
final class DiskFull implements Trouble {
    private static final Duration FULL = Duration.ofSeconds(15);
    private static final int PIECE = 1 << 16;

    @Override
    public int megabytes() {
        return 300;
    }

    @Override
    public void happen(Scene scene) throws InterruptedException {
        PostgresServer postgres = PostgresServer.of(scene.village().first());
        Path control = postgres.control();
        Path filler = scene.village().first().data().resolve("filler");
        for (int i = 0; i < scene.volume(1, 20); i++) {
            scene.note("megabytes filled", fill(filler) >> 20);
            int before = scene.load().started();
            Thread.sleep(FULL);
            fill(filler.resolveSibling("more")); // what was given back meanwhile
            Thread.sleep(FULL);
            scene.note("starts acknowledged while full", scene.load().started() - before);
            delete(filler);
            delete(filler.resolveSibling("more"));
            scene.note("times PostgreSQL ended", postgres.startWhereEnded(control) ? 1 : 0);
            scene.note("times full", 1);
        }
    }

    private static long fill(Path file) {
        long written = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] piece = new byte[PIECE];
            while (true) {
                out.write(piece);
                written += piece.length;
            }
        } catch (IOException full) {
            return written;
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
