package dev.stepwell.execution.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

class RedisQueueTest extends RedisSuite {
    @TempDir
    static Path dir;

    private static int port;
    private static RedisServer server;

    RedisQueueTest() {
        super("redis://127.0.0.1:" + port);
    }

    private static RedisServer server() {
        return RedisServer.builder()
                .port(port)
                .bind("127.0.0.1")
                .setting("dir " + dir)
                .build();
    }

    @BeforeAll
    static void begin() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = server();
        server.start();
    }

    @AfterAll
    static void end() {
        server.stop();
    }

    /** Notices come in the order in which they were sent; what the probe of {@link #connect} said comes before the offer. */
    @Test
    void nodesHearOfOffersAndOfReadyExecutions() {
        List<String> heard = new CopyOnWriteArrayList<>();
        queue.onOffer((tenant, activity) -> heard.add(tenant + " " + activity));
        queue.onReady(() -> heard.add("ready"));
        queue.offer(List.of(new Offer(key(ONE), new TaskRef(1, 0), new TaskLine("arn:a:b"), 0)));
        queue.ready(List.of(key(ONE)));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(heard.subList(Math.max(0, heard.indexOf("1 arn:a:b")), heard.size()))
                        .containsExactly("1 arn:a:b", "ready"));
        assertThat(queue.take(ONE, new TaskLine("arn:a:b"))).isPresent();
    }

    @Test
    void weightsAreShares() {
        TenantId heavy = new TenantId(3);
        List<ExecutionKey> keys = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            keys.add(key(ONE));
            keys.add(key(heavy));
        }
        queue.ready(keys, tenant -> tenant.equals(heavy) ? 4 : 1);
        List<ExecutionKey> taken = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            taken.addAll(queue.takeReady(48));
        }
        long ofHeavy = taken.stream().filter(k -> k.tenant().equals(heavy)).count();

        assertThat(taken).hasSize(768);
        assertThat(ofHeavy).isBetween(576L, 650L);
    }

    @Test
    void itComesBackAfterAnAbsence() {
        server.stop();
        assertThat(queue.takeReady(10)).isEmpty();
        queue.ready(List.of(key(ONE)));
        server = server();
        server.start();

        connect();
    }
}
