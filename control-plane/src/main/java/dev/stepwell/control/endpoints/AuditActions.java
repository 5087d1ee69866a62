package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.AuditRecord;
import dev.stepwell.contracts.internal.v1.RecordAuditRequest;
import dev.stepwell.contracts.internal.v1.RecordAuditResponse;
import dev.stepwell.contracts.platform.v1.ListAuditEventsRequest;
import dev.stepwell.contracts.platform.v1.ListAuditEventsResponse;
import dev.stepwell.control.audit.AuditEntry;
import dev.stepwell.control.audit.AuditEvent;
import dev.stepwell.control.audit.AuditLog;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.tenants.TenantDirectory;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What gateways tell of what was asked of them, and who may read it. */
final class AuditActions {
    private final AuditLog audit;
    private final TenantDirectory directory;

    AuditActions(AuditLog audit, TenantDirectory directory) {
        this.audit = audit;
        this.directory = directory;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("RecordAudit", RecordAuditRequest.class, (caller, request) -> record(request))
                .add("ListAuditEvents", ListAuditEventsRequest.class, this::own)
                .add("ListTenantAuditEvents", ListAuditEventsRequest.class, this::any)
                .build();
    }

    private RecordAuditResponse record(RecordAuditRequest request) {
        Map<TenantId, List<AuditEntry>> byTenant = request.getRecordsList().stream()
                .collect(Collectors.groupingBy(
                        record -> new TenantId(record.getTenant()),
                        LinkedHashMap::new,
                        Collectors.mapping(AuditActions::entry, Collectors.toList())));
        byTenant.forEach(audit::append);
        return RecordAuditResponse.getDefaultInstance();
    }

    private ListAuditEventsResponse own(Caller caller, ListAuditEventsRequest request) {
        if (request.hasAccount()) {
            throw new Fault("ValidationException", "Only operators say whose audit they mean");
        }
        return list(caller.tenant(), caller, request);
    }

    private ListAuditEventsResponse any(Caller caller, ListAuditEventsRequest request) {
        boolean operators = request.getAccount().equals(AccountId.NOBODY.value());
        TenantId tenant = operators
                ? TenantId.NOBODY
                : directory.find(request.getAccount()).id();
        return list(tenant, caller, request);
    }

    private ListAuditEventsResponse list(TenantId tenant, Caller caller, ListAuditEventsRequest request) {
        Page<AuditEvent> page = audit.list(
                tenant,
                caller,
                request.getMaxResults(),
                Translation.present(request.hasNextToken(), request.getNextToken()));
        ListAuditEventsResponse.Builder answer = ListAuditEventsResponse.newBuilder();
        page.items().forEach(event -> answer.addEvents(message(event)));
        page.nextToken().ifPresent(answer::setNextToken);
        return answer.build();
    }

    private static AuditEntry entry(AuditRecord told) {
        return new AuditEntry(
                Instant.ofEpochMilli(told.getTime()),
                told.getKeyId(),
                told.getAction(),
                told.getResource(),
                told.getResult(),
                told.getRequestId(),
                told.getSource());
    }

    private static dev.stepwell.contracts.platform.v1.AuditEvent message(AuditEvent event) {
        AuditEntry entry = event.entry();
        return dev.stepwell.contracts.platform.v1.AuditEvent.newBuilder()
                .setSequence(event.sequence())
                .setTime(Translation.timestamp(entry.time()))
                .setPrincipal(event.principal())
                .setKeyId(entry.keyId())
                .setAction(entry.action())
                .setResource(entry.resource())
                .setResult(entry.result())
                .setRequestId(entry.requestId())
                .setSource(entry.source())
                .setHash(event.hash())
                .build();
    }
}
