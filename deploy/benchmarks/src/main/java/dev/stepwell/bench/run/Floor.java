package dev.stepwell.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.bench.cost.Processes;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The floor: five durable steps with nothing else, a program beside the checkout that is asked in the same minutes on the same stores.
 * Where it is not, or there is no Node for its driver, nothing is said of it.
 */
final class Floor implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SECONDS = "5";

    private final Path folder;
    private final Process server;
    private final House house;

    private Floor(Path folder, Process server, House house) {
        this.folder = folder;
        this.server = server;
        this.house = house;
    }

    /** Starts it, if it is there. Its Redis client knows no password, so none is asked for on loopback from now on. */
    static Optional<Floor> start(Path deploy, House house, Connection connection)
            throws IOException, InterruptedException, SQLException {
        Path folder = deploy.resolve("../../shared/bench/floor").normalize();
        Path source = folder.resolve("src/main/java/Gc.java");
        if (!Files.exists(source) || !runs("node", "--version")) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE bench LOGIN PASSWORD 'x'");
            statement.execute("CREATE DATABASE ceiling OWNER bench");
        }
        openRedis(house.redis());
        ProcessBuilder builder = new ProcessBuilder(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xms256m",
                "-Xmx1g",
                "-Dpg=" + house.postgresPort(),
                "-Dredis=" + house.redis().getPort(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString()));
        Path log = house.data().resolve("floor.log");
        Process server =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        for (int i = 0; i < 300 && !Files.readString(log).contains("ready"); i++) {
            Thread.sleep(100);
        }
        return Optional.of(new Floor(folder, server, house));
    }

    /** Runs what is like the workload for some seconds. */
    Optional<ObjectNode> measure(Workload workload) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("node", folder.resolve("driver.mjs").toString()));
        command.addAll(workload.floor());
        command.addAll(List.of("3", SECONDS));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SERVER_PID", Long.toString(server.pid()));
        builder.environment().put("PG_PID", Long.toString(house.postmaster()));
        builder.environment()
                .put(
                        "REDIS_PID",
                        Long.toString(Processes.find(":" + house.redis().getPort())));
        Process driver = builder.start();
        String printed = new String(driver.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        driver.waitFor();
        String last = printed.lines().filter(line -> line.startsWith("{")).reduce("{}", (a, b) -> b);
        return Optional.of(row(MAPPER.readTree(last)));
    }

    /** CPU is of all that it did, the warm-up included, as its driver counts. */
    private static ObjectNode row(JsonNode printed) {
        ObjectNode row = MAPPER.createObjectNode();
        row.put("per_s", printed.path("per_s").asDouble());
        row.put("p50_ms", printed.path("lat_ms").path("p50").asDouble());
        row.put("p95_ms", printed.path("lat_ms").path("p95").asDouble());
        row.put("p99_ms", printed.path("lat_ms").path("p99").asDouble());
        ObjectNode cpu = row.putObject("cpu_ms");
        double all = 0;
        double units = Math.max(1, printed.path("all").asDouble());
        for (var each : printed.path("cpu").properties()) {
            double millis = each.getValue().asDouble() * 1_000 / units;
            cpu.put(each.getKey(), Math.round(millis * 1_000) / 1e3);
            all += millis;
        }
        cpu.put("all", Math.round(all * 1_000) / 1e3);
        return row;
    }

    private static void openRedis(URI redis) throws IOException {
        try (var socket = new Socket(redis.getHost(), redis.getPort())) {
            String password = String.valueOf(redis.getUserInfo()).replaceFirst("^.*:", "");
            socket.getOutputStream()
                    .write(("AUTH " + password + "\r\nACL SETUSER default on nopass\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            if (socket.getInputStream().read() != '+') {
                throw new IOException("Redis did not take the password");
            }
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.destroy();
    }
}
