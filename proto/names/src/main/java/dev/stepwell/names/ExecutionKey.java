package dev.stepwell.names;

/** The full key of an execution: its tenant first, then its id. */
public record ExecutionKey(TenantId tenant, ExecutionId id) implements Comparable<ExecutionKey> {
    @Override
    public int compareTo(ExecutionKey other) {
        int byTenant = tenant.compareTo(other.tenant);
        return byTenant != 0 ? byTenant : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
