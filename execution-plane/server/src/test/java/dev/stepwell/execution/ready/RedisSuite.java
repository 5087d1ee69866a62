package dev.stepwell.execution.ready;

import static org.awaitility.Awaitility.await;

import dev.stepwell.execution.node.SystemClock;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What every queue does, by one that is in Redis, and is left empty. */
abstract class RedisSuite extends QueueSuite {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static SystemClock clock;

    RedisSuite(String address) {
        super(new RedisQueue(address, clock, Duration.ofSeconds(5)));
    }

    @BeforeAll
    static void beginTime() {
        clock = new SystemClock();
    }

    @AfterAll
    static void endTime() {
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
}
