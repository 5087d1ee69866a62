package dev.stepwell.control.statemachines;

import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.Set;

/** Says which machines still have executions that run. The execution plane answers; one question for many machines. */
@FunctionalInterface
public interface RunningExecutions {
    /** Those of the machines (by name) that have at least one execution not yet closed. */
    Set<String> stillRunning(TenantId tenant, Region region, Set<String> machines);
}
