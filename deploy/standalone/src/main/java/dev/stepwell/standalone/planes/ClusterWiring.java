package dev.stepwell.standalone.planes;

import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.control.sealing.MasterKeyFile;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.standalone.Options;
import dev.stepwell.standalone.Role;
import dev.stepwell.standalone.neighbours.ClusterSchema;
import dev.stepwell.standalone.neighbours.Neighbours;
import dev.stepwell.standalone.stores.Stores;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/** What every process has, whatever its roles: the installation's key, and the other processes. */
@Factory
final class ClusterWiring {
    private static final int SESSIONS = 3;

    /** Only who keeps the keys may make the key over them: one that another process made for itself would open nothing. */
    @Singleton
    MasterKeys masterKeys(Options options) throws IOException {
        Path file = options.masterKey().orElse(options.data().resolve("master.key"));
        if (!options.roles().contains(Role.CONTROL) && !Files.exists(file)) {
            throw new IOException("there is no master key at " + file
                    + "; name the control process's with --master-key, as all processes of an installation share it");
        }
        return MasterKeys.in(MasterKeyFile.openOrCreate(file), InstantSource.system());
    }

    /** What the processes of one installation know each other by. */
    @Singleton
    CallerSeal callerSeal(MasterKeys masterKeys) {
        return new CallerSeal(masterKeys.clusterKeys(), InstantSource.system());
    }

    /** Sessions of its own, so that a busy plane does not keep the process from saying that it lives; migrating takes three. */
    @Singleton
    @Named("cluster")
    @Bean(preDestroy = "close")
    HikariDataSource clusterSessions(Stores.Access stores) {
        return StoreClients.pool(stores, "cluster", SESSIONS);
    }

    /** A mere gateway makes no schema: its login need not be able to. */
    @Singleton
    @Bean(preDestroy = "close")
    Neighbours neighbours(@Named("cluster") HikariDataSource sessions, Options options, CallerSeal seal) {
        if (!options.roles().equals(Set.of(Role.GATEWAY))) {
            ClusterSchema.migrate(sessions);
        }
        return new Neighbours(sessions, options.roles(), seal);
    }
}
