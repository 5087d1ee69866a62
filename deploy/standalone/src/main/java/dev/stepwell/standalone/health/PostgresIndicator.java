package dev.stepwell.standalone.health;

import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.standalone.stores.Durability;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Whether PostgreSQL answers every plane, and keeps what it has acknowledged: {@code unsafe} names the settings by which it may not. */
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
        TreeSet<String> unsafe = new TreeSet<>();
        boolean answers = pools.stream().allMatch(pool -> answers(pool, unsafe));
        healthStatus = answers ? HealthStatus.UP : HealthStatus.DOWN;
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("milliseconds", (System.nanoTime() - began) / 1_000_000);
        if (!unsafe.isEmpty()) {
            said.put("unsafe", String.join(", ", unsafe));
        }
        return said;
    }

    private static boolean answers(HikariDataSource pool, TreeSet<String> unsafe) {
        try (Connection connection = pool.getConnection()) {
            if (!connection.isValid(SECONDS)) {
                return false;
            }
            unsafe.addAll(Durability.unsafe(connection));
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    protected String getName() {
        return "postgres";
    }
}
