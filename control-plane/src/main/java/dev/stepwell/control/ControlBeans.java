package dev.stepwell.control;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.control.access.Keys;
import dev.stepwell.control.access.Sessions;
import dev.stepwell.control.database.ControlSchema;
import dev.stepwell.control.domains.ClosedRuns;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.control.statemachines.LanguageCheck;
import dev.stepwell.control.statemachines.RunningExecutions;
import dev.stepwell.control.tenants.TenantData;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * The control plane as Micronaut's beans, in a process that has its database: a {@link DataSource}, a
 * {@link MasterKeys}, {@link RunningExecutions}, {@link TenantData} and {@link ClosedRuns}. Making the plane migrates its schema
 * and fails when the database is sealed under another master key. Setting: {@code stepwell.quotas}.
 */
@Factory
@Requires(beans = {MasterKeys.class, RunningExecutions.class, TenantData.class, ClosedRuns.class})
final class ControlBeans {
    @Singleton
    ControlPlane controlPlane(
            DataSource source,
            MasterKeys masterKeys,
            BeanProvider<RunningExecutions> executions,
            BeanProvider<TenantData> data,
            BeanProvider<ClosedRuns> closedRuns,
            @Value("${stepwell.quotas:x100}") String quotas) {
        ControlSchema.migrate(source);
        // Asked for late: who runs executions asks this plane, so neither can be made before the other.
        RunningExecutions late = (tenant, region, machines) -> executions.get().stillRunning(tenant, region, machines);
        TenantData lateData = tenant -> data.get().deleteSome(tenant);
        ClosedRuns lateRuns = (tenant, region, days) -> closedRuns.get().deleteSome(tenant, region, days);
        ControlPlane.Others others = new ControlPlane.Others(late, lateData, lateRuns);
        ControlPlane plane = ControlPlane.on(
                source, masterKeys, new LanguageCheck(), others, Multiple.parse(quotas), InstantSource.system());
        plane.bootstrap().checkMasterKey();
        return plane;
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

    @Singleton
    Sessions sessions(ControlPlane plane) {
        return plane.sessions();
    }

    /** Made with the context, because nobody asks for it: what waits since the last start goes on at once. */
    @Context
    @Bean(preDestroy = "close")
    Upkeep upkeep(ControlPlane plane) {
        plane.upkeep().start();
        return plane.upkeep();
    }
}
