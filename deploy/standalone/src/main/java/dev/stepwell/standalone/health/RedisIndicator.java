package dev.stepwell.standalone.health;

import dev.stepwell.execution.ready.RedisServers;
import dev.stepwell.standalone.stores.Durability;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether Redis answers the processes that use it, and keeps what it is given: {@code unsafe} names the setting by which it may not. */
@Singleton
@Requires(beans = RedisServers.class)
final class RedisIndicator extends AbstractHealthIndicator<Map<String, Object>> {
    private static final long PATIENCE_SECONDS = 3;

    private final RedisServers servers;
    private final RedisServers.Line line;

    RedisIndicator(RedisServers servers) {
        this.servers = servers;
        line = servers.connect();
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        long began = System.nanoTime();
        boolean well = answer(servers.isWell(line.commands())).orElse(false);
        healthStatus = well ? HealthStatus.UP : HealthStatus.DOWN;
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("milliseconds", (System.nanoTime() - began) / 1_000_000);
        if (well) {
            // A Redis whose settings may not be asked for says nothing of them.
            answer(line.commands().configGet(Durability.EVICTION))
                    .map(settings -> settings.get(Durability.EVICTION))
                    .flatMap(Durability::unsafe)
                    .ifPresent(setting -> said.put("unsafe", setting));
        }
        return said;
    }

    private static <T> Optional<T> answer(CompletionStage<T> question) {
        try {
            return Optional.ofNullable(question.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    protected String getName() {
        return "redis";
    }

    @PreDestroy
    void close() {
        line.connection().close();
    }
}
