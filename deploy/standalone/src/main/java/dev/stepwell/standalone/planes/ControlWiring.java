package dev.stepwell.standalone.planes;

import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.DeleteClosedRunsRequest;
import dev.stepwell.contracts.internal.v1.DeleteClosedRunsResponse;
import dev.stepwell.contracts.internal.v1.DeleteTenantRowsRequest;
import dev.stepwell.contracts.internal.v1.DeleteTenantRowsResponse;
import dev.stepwell.contracts.internal.v1.FindRunningMachinesRequest;
import dev.stepwell.contracts.internal.v1.FindRunningMachinesResponse;
import dev.stepwell.contracts.wire.PlaneCall;
import dev.stepwell.contracts.wire.PlanePool;
import dev.stepwell.control.domains.ClosedRuns;
import dev.stepwell.control.statemachines.RunningExecutions;
import dev.stepwell.control.tenants.TenantData;
import dev.stepwell.execution.journal.postgres.ClosedRunRows;
import dev.stepwell.execution.journal.postgres.TenantRows;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import dev.stepwell.standalone.Options;
import dev.stepwell.standalone.Role;
import dev.stepwell.standalone.neighbours.Neighbours;
import dev.stepwell.standalone.stores.Stores;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** What the control plane needs: its sessions, and who tells which machines still run. */
@Factory
@Requires(property = Roles.CONTROL, value = "true")
final class ControlWiring {
    private static final int SESSIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The one that is meant where nobody names another. */
    @Singleton
    @Primary
    @Bean(preDestroy = "close")
    HikariDataSource controlSessions(Stores.Access stores) {
        return StoreClients.pool(stores, "control", SESSIONS);
    }

    /** Asked in the background only: no request waits for it. */
    @Singleton
    RunningExecutions runningExecutions(@Nullable Store store, Neighbours neighbours) {
        if (store != null) {
            return (tenant, region, machines) -> store.running(tenant, region.value(), machines);
        }
        PlanePool execution = neighbours.of(Role.EXECUTION);
        return (tenant, region, machines) -> {
            FindRunningMachinesResponse running = execution.call(
                    new PlaneCall("FindRunningMachines", asking(tenant, region), PATIENCE, true),
                    FindRunningMachinesRequest.newBuilder()
                            .addAllNames(machines)
                            .build(),
                    FindRunningMachinesResponse.getDefaultInstance());
            return Set.copyOf(running.getNamesList());
        };
    }

    /** Asked in the background too, and again when nobody answered: what is gone is gone. */
    @Singleton
    TenantData tenantData(@Nullable TenantRows rows, Neighbours neighbours, Options options) {
        if (rows != null) {
            return rows::deleteSome;
        }
        PlanePool execution = neighbours.of(Role.EXECUTION);
        return tenant -> execution
                .call(
                        new PlaneCall("DeleteTenantRows", asking(tenant, options.region()), PATIENCE, true),
                        DeleteTenantRowsRequest.getDefaultInstance(),
                        DeleteTenantRowsResponse.getDefaultInstance())
                .getRows();
    }

    /** The same of what domains of SWF keep no longer. */
    @Singleton
    ClosedRuns closedRuns(@Nullable ClosedRunRows rows, Neighbours neighbours) {
        if (rows != null) {
            return rows::deleteSome;
        }
        PlanePool execution = neighbours.of(Role.EXECUTION);
        return (tenant, region, days) -> execution
                .call(
                        new PlaneCall("DeleteClosedRuns", asking(tenant, region), PATIENCE, true),
                        DeleteClosedRunsRequest.newBuilder()
                                .putAllRetentionDays(days)
                                .build(),
                        DeleteClosedRunsResponse.getDefaultInstance())
                .getRuns();
    }

    private static Caller asking(TenantId tenant, Region region) {
        return new Caller(
                tenant,
                AccountId.NOBODY,
                region,
                "control",
                Set.of(),
                UUID.randomUUID().toString());
    }
}
