package dev.stepwell.control.domains;

import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.Map;

/** The closed workflow executions that the execution plane keeps. Asked in the background only. */
@FunctionalInterface
public interface ClosedRuns {
    /**
     * Deletes some of those that have been closed for longer than their domains keep them, and says how many; 0 when none is left. A
     * failure is tried again.
     *
     * @param days how long each domain keeps what has closed, by its name
     */
    long deleteSome(TenantId tenant, Region region, Map<String, Integer> days);
}
