package dev.stepwell.standalone.health;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** Whether Redis answers the processes that use it. */
@Singleton
@Requires(beans = RedisClient.class)
final class RedisIndicator extends AbstractHealthIndicator<Map<String, Object>> {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final StatefulRedisConnection<String, String> connection;

    RedisIndicator(RedisClient client) {
        connection = client.connect();
        connection.setTimeout(PATIENCE);
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        long began = System.nanoTime();
        try {
            connection.sync().ping();
            healthStatus = HealthStatus.UP;
        } catch (RedisException e) {
            healthStatus = HealthStatus.DOWN;
        }
        return Map.of("milliseconds", (System.nanoTime() - began) / 1_000_000);
    }

    @Override
    protected String getName() {
        return "redis";
    }

    @PreDestroy
    void close() {
        connection.close();
    }
}
