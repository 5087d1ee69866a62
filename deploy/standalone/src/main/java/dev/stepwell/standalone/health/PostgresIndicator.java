package dev.stepwell.standalone.health;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Whether PostgreSQL answers every plane. */
@Singleton
final class PostgresIndicator extends AbstractHealthIndicator<Map<String, Object>> {
    private static final int SECONDS = 3;

    private final List<HikariDataSource> pools;

    PostgresIndicator(List<HikariDataSource> pools) {
        this.pools = List.copyOf(pools);
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        long began = System.nanoTime();
        healthStatus = pools.stream().allMatch(PostgresIndicator::answers) ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("milliseconds", (System.nanoTime() - began) / 1_000_000);
    }

    private static boolean answers(HikariDataSource pool) {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    protected String getName() {
        return "postgres";
    }
}
