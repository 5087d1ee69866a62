package dev.stepwell.checks.laws.offenders.store;

import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.List;

/** Two methods that forget whose rows they read (law 8), and two that do not. */
public interface OffendingStore {
    /** Reads over all tenants. */
    List<String> everything();

    /** Names the tenant, but not first. */
    List<String> byName(String name, TenantId tenant);

    /** Lawful. */
    List<String> ofTenant(TenantId tenant);

    /** Lawful. */
    List<String> ofExecution(ExecutionKey key);
}
