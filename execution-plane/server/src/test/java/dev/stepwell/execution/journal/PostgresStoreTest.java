package dev.stepwell.execution.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.journal.postgres.PostgresStore;
import dev.stepwell.execution.ports.Store;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresStoreTest extends StoreConformance {
    private static final HikariDataSource POOL = pool();

    private static HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(TestPostgres.migrated());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0);
        HikariDataSource pool = new HikariDataSource(config);
        new Partitions(pool).ensure();
        return pool;
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Override
    Store newStore() {
        return new PostgresStore(POOL, "test");
    }

    @Override
    void tick() {
        Instant before = now();
        while (!now().isAfter(before)) {
            Thread.onSpinWait();
        }
    }
}
