package dev.stepwell.standalone.planes;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.internal.v1.DeleteClosedRunsRequest;
import dev.stepwell.contracts.internal.v1.DeleteClosedRunsResponse;
import dev.stepwell.contracts.internal.v1.DeleteTenantRowsRequest;
import dev.stepwell.contracts.internal.v1.DeleteTenantRowsResponse;
import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.execution.journal.postgres.ClosedRunRows;
import dev.stepwell.execution.journal.postgres.TenantRows;
import dev.stepwell.execution.node.ExecutionNode;
import dev.stepwell.standalone.Options;
import dev.stepwell.standalone.neighbours.Neighbours;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;

/** The door of a process that does the work of a plane, by which the installation's other processes call it. */
@Factory
@Requires(property = Roles.PLANE, value = "true")
final class PlaneWiring {
    @Singleton
    NodeIdentity identity(Options options) throws IOException {
        return NodeIdentity.of(options.data(), options.listening());
    }

    /** Made with the context, so that an execution that waits since the last start goes on at once. */
    @Context
    @Bean(preDestroy = "close")
    PlaneService service(
            NodeIdentity identity,
            @Nullable @Named("control") ActionTable control,
            @Nullable ExecutionNode node,
            @Nullable TenantRows rows,
            @Nullable ClosedRunRows closedRuns,
            Neighbours neighbours,
            CallerSeal seal)
            throws IOException {
        ActionTable.Builder served = ActionTable.builder();
        if (control != null) {
            served.addAll(control);
        }
        if (node != null) {
            served.addAll(node.actions()).addAll(node.internalActions());
        }
        if (rows != null) {
            served.add(
                    "DeleteTenantRows",
                    DeleteTenantRowsRequest.class,
                    (caller, request) -> DeleteTenantRowsResponse.newBuilder()
                            .setRows(rows.deleteSome(caller.tenant()))
                            .build());
        }
        if (closedRuns != null) {
            served.add(
                    "DeleteClosedRuns",
                    DeleteClosedRunsRequest.class,
                    (caller, request) -> DeleteClosedRunsResponse.newBuilder()
                            .setRuns(closedRuns.deleteSome(
                                    caller.tenant(), caller.region(), request.getRetentionDaysMap()))
                            .build());
        }
        return PlaneService.start(identity, served.build(), Optional.ofNullable(node), neighbours, seal);
    }
}
