package dev.stepwell.control;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.control.access.Keys;
import dev.stepwell.control.database.ControlSchema;
import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.control.statemachines.DefinitionCheck;
import dev.stepwell.control.statemachines.RunningExecutions;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * The control plane as Micronaut's beans, in a process that has its database: a {@link DataSource} named {@code control}, a
 * {@link MasterKey}, a {@link DefinitionCheck} and {@link RunningExecutions}. Making the plane migrates its schema.
 */
@Factory
@Requires(beans = MasterKey.class)
final class ControlBeans {
    @Singleton
    ControlPlane controlPlane(
            @Named("control") DataSource source,
            MasterKey masterKey,
            DefinitionCheck check,
            BeanProvider<RunningExecutions> executions) {
        ControlSchema.migrate(source);
        // Asked for late: who runs executions asks this plane, so neither can be made before the other.
        RunningExecutions late = (tenant, region, machines) -> executions.get().stillRunning(tenant, region, machines);
        return ControlPlane.on(source, masterKey, check, late, InstantSource.system());
    }

    @Singleton
    @Named("control")
    ActionTable actions(ControlPlane plane) {
        return plane.actions();
    }

    @Singleton
    Keys keys(ControlPlane plane) {
        return plane.keys();
    }

    /** Started with the process' first use of it, ended with the context. */
    @Singleton
    @Bean(preDestroy = "close")
    Upkeep upkeep(ControlPlane plane) {
        plane.upkeep().start();
        return plane.upkeep();
    }
}
