package dev.stepwell.control.tenants;

import dev.stepwell.names.TenantId;

/** What the execution plane keeps of a tenant. Asked in the background only. */
@FunctionalInterface
public interface TenantData {
    /** Deletes some of it, and says how many rows; 0 when nothing is left. A failure is tried again. */
    long deleteSome(TenantId tenant);
}
