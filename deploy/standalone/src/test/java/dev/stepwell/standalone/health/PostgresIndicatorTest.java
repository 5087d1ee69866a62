package dev.stepwell.standalone.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.standalone.stores.Durability;
import dev.stepwell.standalone.stores.Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real PostgreSQL: what it says must be so for the connections that work is done by. */
class PostgresIndicatorTest {
    private static final Path CACHE = Path.of("target/cache").toAbsolutePath();

    @TempDir
    Path data;

    @Test
    void tellsWhatMayLoseAcknowledgedWork() throws Exception {
        Stores stores = Stores.embedded(data, CACHE);
        String url = stores.access().postgres();
        try (HikariDataSource safe = pool(url);
                HikariDataSource hasty = pool(url + "&options=-c%20synchronous_commit=off")) {
            assertThat(health(safe)).containsOnlyKeys("milliseconds");
            assertThat(health(safe, hasty)).containsEntry("unsafe", "synchronous_commit = off");
        } finally {
            stores.close();
        }
    }

    @Test
    void aRedisThatThrowsThingsAwayIsNamed() {
        assertThat(Durability.unsafe("noeviction")).isEmpty();
        assertThat(Durability.unsafe("allkeys-lru")).contains("maxmemory-policy = allkeys-lru");
    }

    private static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(1);
        return pool;
    }

    private static Map<String, Object> health(HikariDataSource... pools) {
        return new PostgresIndicator(List.of(pools)).getHealthInformation();
    }
}
