package dev.stepwell.execution.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.node.SystemClock;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.names.ExecutionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same on a cluster of three, over which the shards are spread. */
class RedisClusterQueueTest extends QueueSuite {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path dir;

    private static TestRedisCluster cluster;
    private static SystemClock clock;

    RedisClusterQueueTest() {
        super(new RedisQueue(cluster.address(), clock, Duration.ofSeconds(5)));
    }

    @BeforeAll
    static void begin() throws IOException {
        clock = new SystemClock();
        cluster = new TestRedisCluster(dir);
    }

    @AfterAll
    static void end() throws IOException {
        cluster.close();
        clock.close();
    }

    @BeforeEach
    void connect() {
        ExecutionKey probe = key(ONE);
        await().atMost(PATIENCE).until(() -> {
            queue.ready(List.of(probe));
            return queue.takeReady(4).equals(List.of(probe));
        });
    }

    @AfterEach
    void close() {
        queue.takeReady(400_000);
        ((RedisQueue) queue).close();
    }

    @Override
    void pause() {
        long now = clock.now().toEpochMilli();
        await().until(() -> clock.now().toEpochMilli() > now + 1);
    }

    /** Whichever node has an offer: who hears of it finds it. */
    @Test
    void whoHearsOfAnOfferFindsIt() {
        Queue<TaskLine> heard = new ConcurrentLinkedQueue<>();
        queue.onOffer((tenant, line) -> heard.add(line));
        for (int i = 0; i < 100; i++) {
            TaskLine line = new TaskLine("arn:a:" + i);
            queue.offer(List.of(new Offer(key(ONE), new TaskRef(1, 0), line, 0)));
            await().pollInterval(Duration.ofMillis(1)).atMost(PATIENCE).until(() -> line.equals(heard.poll()));

            assertThat(queue.take(ONE, line)).isPresent();
        }
    }
}
