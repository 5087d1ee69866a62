package dev.stepwell.rig.chaos;

import dev.stepwell.rig.house.BentClock;
import dev.stepwell.rig.house.House;
import dev.stepwell.rig.house.Village;
import dev.stepwell.rig.stores.Stores;
import dev.stepwell.rig.trouble.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Servers in a temporary folder that is removed with them, and a port where their functions are. */
final class Installation implements AutoCloseable {
    private final Path folder;
    private final int functionPort = House.freePort();
    private final int nodes;
    private final int megabytes;
    private final Stores.Kind kind;
    private final boolean bendsClock;
    private final Optional<Stores> stores;
    private final Village village;

    /** Servers fit for a trouble. */
    Installation(Path deploy, Trouble trouble, long seed) throws IOException, InterruptedException {
        nodes = trouble.nodes();
        megabytes = trouble.megabytes();
        folder = Files.createTempDirectory("stepwell-chaos");
        if (megabytes > 0
                && run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "stepwell-chaos", folder) != 0) {
            throw new IllegalStateException(
                    "a small disk cannot be had here (mount -t tmpfs), for which one has to be root");
        }
        folder.toFile().setExecutable(true, false); // an unprivileged PostgreSQL has to pass through
        kind = trouble.stores();
        bendsClock = trouble.bendsClock();
        stores = Stores.start(kind, folder, seed);
        village = new Village(
                deploy,
                folder,
                trouble.nodes(),
                List.of("--lambda-endpoint", "http://127.0.0.1:" + functionPort),
                stores.map(given -> List.of("--postgres", given.postgres(), "--redis", given.redis()))
                        .orElse(List.of()),
                bendsClock ? Optional.of(BentClock.in(folder)) : Optional.empty(),
                seed);
    }

    /** Whether it is fit for this trouble as well. */
    boolean suits(Trouble trouble) {
        return nodes == trouble.nodes()
                && megabytes == trouble.megabytes()
                && kind == trouble.stores()
                && bendsClock == trouble.bendsClock();
    }

    /** What stands against troubles of that kind on this machine, if anything does. */
    static Optional<String> obstacle(Trouble trouble) {
        if (trouble.megabytes() > 0 && !System.getProperty("user.name").equals("root")) {
            return Optional.of("one has to be root for it");
        }
        if (trouble.bendsClock() && !Files.exists(BentClock.LIBRARY)) {
            return Optional.of("there is no " + BentClock.LIBRARY);
        }
        return trouble.stores().missing().map(program -> "there is no " + program);
    }

    Optional<Stores> stores() {
        return stores;
    }

    int functionPort() {
        return functionPort;
    }

    Village village() {
        return village;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        village.close();
        stores.ifPresent(Stores::close);
        if (megabytes > 0) {
            run("umount", "--lazy", folder); // a process on its way out may still have a file open
        }
        run("rm", "-rf", folder);
    }

    private static int run(Object... words) throws IOException, InterruptedException {
        List<String> command = Arrays.stream(words).map(Object::toString).toList();
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
