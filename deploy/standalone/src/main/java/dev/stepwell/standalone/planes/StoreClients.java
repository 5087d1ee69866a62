package dev.stepwell.standalone.planes;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.execution.ready.RedisServers;
import dev.stepwell.standalone.stores.Stores;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** The ways to the stores. Each plane has a pool of its own, so that one cannot starve another. */
@Factory
final class StoreClients {
    private static final int WAIT_MS = 10_000;
    private static final int SOCKET_SECONDS = 60;

    /** The one client of Redis; only execution nodes use it. */
    @Singleton
    @Requires(property = Roles.EXECUTION, value = "true")
    @Bean(preDestroy = "close")
    RedisServers redis(Stores.Access stores) {
        return RedisServers.at(stores.redis());
    }

    /** Sessions of the installation's login; each transaction takes on its plane's role. */
    static HikariDataSource pool(Stores.Access stores, String plane, int sessions) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(stores.postgres());
        config.setPoolName(plane);
        config.addDataSourceProperty("ApplicationName", "stepwell " + plane);
        // A session whose other end has gone must not hold a plane up for ever.
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", SOCKET_SECONDS);
        config.setMaximumPoolSize(sessions);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MS);
        return new HikariDataSource(config);
    }
}
