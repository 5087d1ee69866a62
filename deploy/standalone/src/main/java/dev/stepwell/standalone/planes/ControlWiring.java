package dev.stepwell.standalone.planes;

import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.standalone.Options;
import dev.stepwell.standalone.stores.Stores;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;

/** What the control plane needs: its sessions and the master key. */
@Factory
@Requires(property = Roles.CONTROL, value = "true")
final class ControlWiring {
    private static final int SESSIONS = 8;

    /** The one that is meant where nobody names another. */
    @Singleton
    @Primary
    @Bean(preDestroy = "close")
    HikariDataSource controlSessions(Stores.Access stores) {
        return StoreClients.pool(stores, "control", SESSIONS);
    }

    @Singleton
    MasterKey masterKey(Options options) throws IOException {
        return MasterKey.loadOrCreate(options.masterKey().orElse(options.data().resolve("master.key")));
    }
}
