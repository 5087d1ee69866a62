package dev.stepwell.rig.chaos;

import dev.stepwell.rig.house.House;
import dev.stepwell.rig.house.Village;
import dev.stepwell.rig.trouble.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Servers in a temporary folder that is removed with them, and a port where their functions are. */
final class Installation implements AutoCloseable {
    private final Path folder;
    private final int functionPort = House.freePort();
    private final int nodes;
    private final int megabytes;
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
        village = new Village(
                deploy,
                folder,
                trouble.nodes(),
                List.of("--lambda-endpoint", "http://127.0.0.1:" + functionPort),
                seed);
    }

    /** Whether it is fit for this trouble as well. */
    boolean suits(Trouble trouble) {
        return nodes == trouble.nodes() && megabytes == trouble.megabytes();
    }

    /** Whether troubles of that kind can be had on this machine. */
    static boolean isPossible(Trouble trouble) {
        return trouble.megabytes() == 0 || System.getProperty("user.name").equals("root");
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
