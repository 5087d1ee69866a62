package dev.stepwell.gateway.upstream;

import dev.stepwell.contracts.internal.v1.AuditRecord;
import dev.stepwell.contracts.internal.v1.RecordAuditRequest;
import dev.stepwell.contracts.internal.v1.RecordAuditResponse;
import dev.stepwell.contracts.wire.PlaneCall;
import dev.stepwell.contracts.wire.PlanePool;
import dev.stepwell.contracts.wire.Processes;
import dev.stepwell.gateway.audit.AuditSink;
import java.time.Duration;
import java.util.List;

/**
 * Tells the control plane in other processes what was asked for.
 *
 * @param control processes that keep the audit; closing the pool is its owner's business
 */
public record RemoteAudit(PlanePool control) implements AuditSink {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public void record(List<AuditRecord> records) {
        control.call(
                new PlaneCall("RecordAudit", Processes.asking("gateway"), PATIENCE, true),
                RecordAuditRequest.newBuilder().addAllRecords(records).build(),
                RecordAuditResponse.getDefaultInstance());
    }
}
