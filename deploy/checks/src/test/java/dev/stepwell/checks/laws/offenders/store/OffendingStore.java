package dev.stepwell.checks.laws.offenders.store;

import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.List;

/** Three methods that forget whose rows they read (law 8), and three that do not. */
public interface OffendingStore {
    /** Reads over all tenants. */
    List<String> everything();

    /** Names the tenant, but not first. */
    List<String> byName(String name, TenantId tenant);

    /** Takes a group whose members name nobody. */
    void writeAll(List<String> names);

    /** Lawful. */
    void commit(List<Turn> group);

    /** Lawful. */
    List<String> ofTenant(TenantId tenant);

    /** Lawful. */
    List<String> ofExecution(ExecutionKey key);

    /** A member of a group. */
    record Turn(ExecutionKey key, String text) {}
}
