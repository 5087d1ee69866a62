package dev.stepwell.gateway.audit;

import dev.stepwell.contracts.internal.v1.AuditRecord;
import java.util.List;

/** Who keeps the audit. */
@FunctionalInterface
public interface AuditSink {
    /** Takes these down durably, each once however often it is told; throws when it is not known whether it did. */
    void record(List<AuditRecord> records);
}
