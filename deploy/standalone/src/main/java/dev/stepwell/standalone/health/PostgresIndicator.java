package dev.stepwell.standalone.health;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Whether PostgreSQL answers. */
@Singleton
final class PostgresIndicator extends AbstractHealthIndicator<Map<String, Object>> {
    private static final int SECONDS = 3;

    private final HikariDataSource database;

    PostgresIndicator(HikariDataSource database) {
        this.database = database;
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        long began = System.nanoTime();
        try (Connection connection = database.getConnection()) {
            healthStatus = connection.isValid(SECONDS) ? HealthStatus.UP : HealthStatus.DOWN;
            connection.rollback();
        } catch (SQLException e) {
            healthStatus = HealthStatus.DOWN;
        }
        return Map.of("milliseconds", (System.nanoTime() - began) / 1_000_000);
    }

    @Override
    protected String getName() {
        return "postgres";
    }
}
