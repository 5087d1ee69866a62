package dev.stepwell.execution.items;

import dev.stepwell.names.TenantId;

/** Where tenants' objects are. */
public interface ObjectStore extends AutoCloseable {
    /** The objects that a tenant may read and write. */
    TenantObjects of(TenantId tenant);

    /** Ends whatever it keeps open. */
    @Override
    default void close() {}
}
