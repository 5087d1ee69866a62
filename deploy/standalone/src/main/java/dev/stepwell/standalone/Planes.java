package dev.stepwell.standalone;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.standalone.stores.Stores;
import io.lettuce.core.RedisClient;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Builds the planes of this process's roles, and what they share: the ways to PostgreSQL and Redis. */
@Factory
final class Planes {
    private static final int CONNECTIONS = 24;
    private static final int WAIT_MS = 10_000;

    /** Sessions of the installation's login; each transaction takes on its plane's role. */
    @Singleton
    @Bean(preDestroy = "close")
    HikariDataSource database(Stores.Access stores) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(stores.postgres());
        config.setPoolName("postgres");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(WAIT_MS);
        config.setAutoCommit(false);
        // Poolers hand a session to somebody else after each transaction: nothing may be prepared on the server's side
        // by name.
        config.addDataSourceProperty("ApplicationName", "stepwell");
        return new HikariDataSource(config);
    }

    /** The one client of Redis. */
    @Singleton
    @Bean(preDestroy = "shutdown")
    RedisClient redis(Stores.Access stores) {
        return RedisClient.create(stores.redis());
    }
}
