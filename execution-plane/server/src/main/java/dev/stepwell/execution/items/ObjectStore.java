package dev.stepwell.execution.items;

import dev.stepwell.names.TenantId;
import java.util.function.ToLongFunction;

/** Where tenants' objects are. */
public interface ObjectStore extends AutoCloseable {
    /** The objects that a tenant may read and write. */
    TenantObjects of(TenantId tenant);

    /**
     * The same within bounds, if it is this platform that has to set them.
     *
     * @param bytes how many a tenant's objects may take together
     */
    default ObjectStore within(ToLongFunction<TenantId> bytes) {
        return this;
    }

    /** Ends whatever it keeps open. */
    @Override
    default void close() {}
}
