package dev.stepwell.standalone.health;

import dev.stepwell.standalone.stores.Durability;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Whether Redis answers the processes that use it, and keeps what it is given: {@code unsafe} names the setting by which it may not. */
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
        Optional<String> unsafe = Optional.empty();
        try {
            connection.sync().ping();
            unsafe = eviction().flatMap(Durability::unsafe);
            healthStatus = HealthStatus.UP;
        } catch (RedisException e) {
            healthStatus = HealthStatus.DOWN;
        }
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("milliseconds", (System.nanoTime() - began) / 1_000_000);
        unsafe.ifPresent(setting -> said.put("unsafe", setting));
        return said;
    }

    /** A Redis whose settings may not be asked for says nothing of them. */
    private Optional<String> eviction() {
        try {
            return Optional.ofNullable(
                    connection.sync().configGet(Durability.EVICTION).get(Durability.EVICTION));
        } catch (RedisCommandExecutionException e) {
            return Optional.empty();
        }
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
