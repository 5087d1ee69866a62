package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.platform.v1.CreateTenantRequest;
import dev.stepwell.contracts.platform.v1.CreateTenantResponse;
import dev.stepwell.contracts.platform.v1.DeleteTenantRequest;
import dev.stepwell.contracts.platform.v1.GetTenantRequest;
import dev.stepwell.contracts.platform.v1.ListTenantsRequest;
import dev.stepwell.contracts.platform.v1.ListTenantsResponse;
import dev.stepwell.contracts.platform.v1.RenameTenantRequest;
import dev.stepwell.contracts.platform.v1.ResumeTenantRequest;
import dev.stepwell.contracts.platform.v1.SuspendTenantRequest;
import dev.stepwell.contracts.platform.v1.Tenant;
import dev.stepwell.contracts.platform.v1.TenantDeletion;
import dev.stepwell.control.access.FirstKeys;
import dev.stepwell.control.access.KeyIssuer;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.tenants.TenantDirectory;
import dev.stepwell.control.tenants.TenantEntry;
import dev.stepwell.control.tenants.Tenants;

/** The operators' actions on tenants; the gateway lets nobody else ask them. */
final class TenantActions {
    private final Tenants tenants;
    private final TenantDirectory directory;
    private final KeyIssuer issuer;

    TenantActions(Tenants tenants, TenantDirectory directory, KeyIssuer issuer) {
        this.tenants = tenants;
        this.directory = directory;
        this.issuer = issuer;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("CreateTenant", CreateTenantRequest.class, this::create)
                .add("ListTenants", ListTenantsRequest.class, this::list)
                .add("GetTenant", GetTenantRequest.class, (caller, request) -> get(request.getAccount()))
                .add("RenameTenant", RenameTenantRequest.class, this::rename)
                .add(
                        "SuspendTenant",
                        SuspendTenantRequest.class,
                        (c, request) -> suspend(c, request.getAccount(), true))
                .add("ResumeTenant", ResumeTenantRequest.class, (c, request) -> suspend(c, request.getAccount(), false))
                .add("DeleteTenant", DeleteTenantRequest.class, this::delete)
                .build();
    }

    private CreateTenantResponse create(Caller caller, CreateTenantRequest request) {
        return tenants.create(request.getName(), (made, sql) -> {
            FirstKeys keys = issuer.issueFirst(made.id(), sql);
            return CreateTenantResponse.newBuilder()
                    .setTenant(Tenant.newBuilder()
                            .setAccount(made.account().value())
                            .setName(made.name())
                            .setStatus(TenantEntry.Status.ACTIVE.name())
                            .setCreatedAt(Translation.timestamp(made.createdAt())))
                    .setAccessKeyId(keys.pair().accessKeyId())
                    .setSecretAccessKey(keys.pair().secretAccessKey())
                    .setApiKey(keys.apiKey())
                    .build();
        });
    }

    private ListTenantsResponse list(Caller caller, ListTenantsRequest request) {
        Page<Tenant> page = directory
                .list(
                        caller,
                        request.getMaxResults(),
                        Translation.present(request.hasNextToken(), request.getNextToken()))
                .map(TenantActions::message);
        ListTenantsResponse.Builder answer = ListTenantsResponse.newBuilder().addAllTenants(page.items());
        page.nextToken().ifPresent(answer::setNextToken);
        return answer.build();
    }

    private Tenant get(String account) {
        return message(directory.find(account));
    }

    private Tenant rename(Caller caller, RenameTenantRequest request) {
        tenants.rename(directory.find(request.getAccount()).id(), request.getName(), expected(caller));
        return get(request.getAccount());
    }

    private Tenant suspend(Caller caller, String account, boolean suspended) {
        TenantEntry tenant = directory.find(account);
        if (tenant.status() == TenantEntry.Status.DELETING) {
            throw new Fault("ConflictException", "The tenant is being deleted");
        }
        tenants.suspend(tenant.id(), suspended, expected(caller));
        return get(account);
    }

    private Tenant delete(Caller caller, DeleteTenantRequest request) {
        tenants.delete(directory.find(request.getAccount()).id(), expected(caller));
        return get(request.getAccount());
    }

    private static Precondition<TenantEntry> expected(Caller caller) {
        return Precondition.of(caller, TenantActions::message);
    }

    private static Tenant message(TenantEntry tenant) {
        Tenant.Builder message = Tenant.newBuilder()
                .setAccount(tenant.account().value())
                .setName(tenant.name())
                .setStatus(tenant.status().name())
                .setCreatedAt(Translation.timestamp(tenant.createdAt()));
        tenant.deletion()
                .ifPresent(deletion -> message.setDeletion(TenantDeletion.newBuilder()
                        .setSince(Translation.timestamp(deletion.since()))
                        .setStage(deletion.stage().name())
                        .setDeletedRows(deletion.deletedRows())));
        return message.build();
    }
}
