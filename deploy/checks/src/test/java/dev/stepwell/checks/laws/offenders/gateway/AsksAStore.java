package dev.stepwell.checks.laws.offenders.gateway;

import dev.stepwell.checks.laws.offenders.store.OffendingStore;
import dev.stepwell.names.TenantId;
import java.util.List;

/** A gateway that goes around the contract. */
public record AsksAStore(OffendingStore store) {
    /** Asks another plane's store. */
    public List<String> names() {
        return store.ofTenant(new TenantId(1));
    }
}
