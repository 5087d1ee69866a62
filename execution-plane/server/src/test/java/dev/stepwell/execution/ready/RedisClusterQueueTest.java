package dev.stepwell.execution.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.ports.TaskLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same on a cluster of three, over which the shards are spread. */
class RedisClusterQueueTest extends RedisSuite {
    @TempDir
    static Path dir;

    private static TestRedisCluster cluster;

    RedisClusterQueueTest() {
        super(cluster.address());
    }

    @BeforeAll
    static void begin() throws IOException {
        cluster = new TestRedisCluster(dir);
    }

    @AfterAll
    static void end() throws IOException {
        cluster.close();
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
