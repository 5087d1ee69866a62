package dev.stepwell.rig.chaos;

import dev.stepwell.rig.house.House;
import dev.stepwell.rig.house.Village;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Servers in a temporary folder that is removed with them, and a port where their functions are. */
final class Installation implements AutoCloseable {
    private final Path folder;
    private final int functionPort = House.freePort();
    private final int nodes;
    private final Village village;

    Installation(Path deploy, int nodes, long seed) throws IOException {
        this.nodes = nodes;
        folder = Files.createTempDirectory("stepwell-chaos");
        folder.toFile().setExecutable(true, false); // an unprivileged PostgreSQL has to pass through
        village = new Village(
                deploy, folder, nodes, List.of("--lambda-endpoint", "http://127.0.0.1:" + functionPort), seed);
    }

    int nodes() {
        return nodes;
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
        new ProcessBuilder("rm", "-rf", folder.toString()).inheritIO().start().waitFor();
    }
}
