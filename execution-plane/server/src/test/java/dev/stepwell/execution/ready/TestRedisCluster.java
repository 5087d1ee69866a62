package dev.stepwell.execution.ready;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.embedded.RedisServer;

/** A cluster of three Redis processes on loopback, the slots spread evenly over them. */
final class TestRedisCluster implements AutoCloseable {
    private static final int NODES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Nodes talk to each other on a port so much higher than that of their clients. */
    private static final int BUS = 10_000;

    private static final int HIGHEST = 65_535 - BUS;

    private final List<Integer> ports = new ArrayList<>();
    private final List<RedisServer> servers = new ArrayList<>();

    TestRedisCluster(Path folder) throws IOException {
        for (int node = 0; node < NODES; node++) {
            int port = freePort();
            ports.add(port);
            Path own = Files.createDirectory(folder.resolve("node" + node));
            RedisServer server = RedisServer.builder()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("dir " + own)
                    .setting("cluster-enabled yes")
                    .build();
            servers.add(server);
            server.start();
        }
        ports.forEach(this::join);
        await().atMost(PATIENCE).until(() -> ports.stream().allMatch(this::isWell));
    }

    /** As an operator gives it. */
    String address() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",", "redis-cluster://", ""));
    }

    private void join(int port) {
        try (RedisClient client = client(port);
                StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            int node = ports.indexOf(port);
            redis.clusterAddSlots(IntStream.range(slot(node), slot(node + 1)).toArray());
            redis.clusterMeet("127.0.0.1", ports.getFirst());
        }
    }

    private boolean isWell(int port) {
        try (RedisClient client = client(port);
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().clusterInfo().contains("cluster_state:ok");
        }
    }

    private static RedisClient client(int port) {
        return RedisClient.create("redis://127.0.0.1:" + port);
    }

    private static int slot(int node) {
        return SlotHash.SLOT_COUNT * node / NODES;
    }

    private int freePort() {
        while (true) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int port = free.getLocalPort();
                if (port <= HIGHEST && !ports.contains(port)) {
                    return port;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (RedisServer server : servers) {
            server.stop();
        }
    }
}
