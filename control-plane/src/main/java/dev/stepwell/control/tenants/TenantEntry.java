package dev.stepwell.control.tenants;

import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * A tenant as operators see it.
 *
 * @param deletion how far its deletion is, while it is {@link Status#DELETING}
 */
public record TenantEntry(
        TenantId id, AccountId account, String name, Status status, Instant createdAt, Optional<Deletion> deletion) {
    /** What a tenant may do. Stored by name: never rename one. */
    public enum Status {
        /** Whatever its keys allow. */
        ACTIVE,
        /** Nothing: its keys are as if they were unknown. What runs goes on. */
        SUSPENDED,
        /** Nothing any more: it goes, with all it has. */
        DELETING
    }

    /** What is being deleted. Stored by name: never rename one. */
    public enum Stage {
        /** What runs and ran. */
        EXECUTIONS,
        /** Machines, activities, keys. */
        REGISTERED
    }

    /**
     * How far a deletion is.
     *
     * @param deletedRows how many rows are gone so far
     */
    public record Deletion(Instant since, Stage stage, long deletedRows) {}
}
