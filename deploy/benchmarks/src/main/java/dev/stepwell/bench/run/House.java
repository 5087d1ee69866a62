package dev.stepwell.bench.run;

import dev.stepwell.bench.client.Doors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The server under measurement, with stores of its own, on a folder that goes with it; and further execution processes beside it. */
final class House implements AutoCloseable {
    private final Path deploy;
    private final Path data;
    private final int functions;
    private int nodes = 1;

    private House(Path deploy, Path data, int functions) {
        this.deploy = deploy;
        this.data = data;
        this.functions = functions;
    }

    /** Starts it. */
    static House start(Path deploy) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("stepwell-bench");
        run(List.of("chmod", "711", data.toString()));
        int functions;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            functions = free.getLocalPort();
        }
        House house = new House(deploy, data, functions);
        house.up(data);
        return house;
    }

    /** Sees to it that there are so many execution processes, the server itself included. */
    void grow(int wanted) throws IOException, InterruptedException {
        for (; nodes < wanted; nodes++) {
            up(
                    neighbour(nodes + 1),
                    "--role",
                    "execution",
                    "--postgres",
                    postgres(),
                    "--redis",
                    redis().toString(),
                    "--master-key",
                    data.resolve("master.key").toString(),
                    "--allow-network",
                    "127.0.0.0/8");
        }
        for (; nodes > wanted; nodes--) {
            run(List.of(
                    deploy.resolve("down").toString(),
                    "--data",
                    neighbour(nodes).toString()));
        }
    }

    /** The further execution processes, by what their CPU is called. */
    Map<String, Long> neighbours() throws IOException {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (int number = 2; number <= nodes; number++) {
            pids.put("server" + number, pid(neighbour(number)));
        }
        return pids;
    }

    private Path neighbour(int number) {
        return data.resolve("node" + number);
    }

    private void up(Path folder, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                deploy.resolve("up").toString(),
                "--detach",
                "--no-build",
                "--data",
                folder.toString(),
                "--http-port",
                "0",
                "--grpc-port",
                "0",
                "--lambda-endpoint",
                "http://127.0.0.1:" + functions));
        command.addAll(List.of(more));
        run(command);
    }

    Path data() {
        return data;
    }

    /** Where it invokes functions. */
    int functionPort() {
        return functions;
    }

    Doors doors() throws IOException {
        return Doors.of(variables("credentials.env"));
    }

    /** Where PostgreSQL is, with user and password. */
    String postgres() throws IOException {
        return variables("stores.env").getOrDefault("STEPWELL_POSTGRES", "");
    }

    String postgresPort() throws IOException {
        return variables("stores.env").getOrDefault("POSTGRES_PORT", "");
    }

    URI redis() throws IOException {
        return URI.create(variables("stores.env").getOrDefault("STEPWELL_REDIS", ""));
    }

    long pid() throws IOException {
        return pid(data);
    }

    private static long pid(Path folder) throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    }

    /** The process that all of PostgreSQL's descend from. */
    long postmaster() throws IOException {
        try (var files = Files.walk(data, 4)) {
            Path file = files.filter(path -> path.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(Files.readAllLines(file).get(0).strip());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        grow(1);
        run(List.of(deploy.resolve("down").toString(), "--data", data.toString()));
        run(List.of("rm", "-rf", data.toString()));
    }

    private Map<String, String> variables(String file) throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (String line : Files.readAllLines(data.resolve(file))) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                variables.put(
                        line.substring(0, equals), line.substring(equals + 1).replace("'", ""));
            }
        }
        return variables;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IOException(command + " ended with " + status);
        }
    }
}
