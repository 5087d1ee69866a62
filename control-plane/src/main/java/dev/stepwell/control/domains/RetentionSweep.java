package dev.stepwell.control.domains;

import static dev.stepwell.control.schema.Tables.SWF_RETENTION;

import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Has workflow executions forgotten whose domains keep them no longer (API reference, RegisterDomain:
 * workflowExecutionRetentionPeriodInDays). Any number of nodes may sweep.
 */
public final class RetentionSweep {
    /** Of each tenant, so that one with much to forget does not stand before others. */
    private static final int BATCHES_AT_ONCE = 20;

    private final ControlDatabase database;
    private final ClosedRuns runs;

    /** One over all domains of a database. */
    public RetentionSweep(ControlDatabase database, ClosedRuns runs) {
        this.database = database;
        this.runs = runs;
    }

    private record Owner(TenantId tenant, Region region) {}

    /** Looks at every domain once. Where a tenant's turn fails the next ones have theirs; the first failure is thrown when all have. */
    public void sweep() {
        Map<Owner, Map<String, Integer>> domains = database.discover(sql -> sql.selectFrom(SWF_RETENTION)
                .collect(Collectors.groupingBy(
                        row -> new Owner(new TenantId(row.getTenantId()), new Region(row.getRegion())),
                        Collectors.toMap(row -> row.getName(), row -> (int) row.getDays()))));
        List<RuntimeException> failures = new ArrayList<>();
        domains.forEach((owner, days) -> {
            try {
                sweep(owner, days);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void sweep(Owner owner, Map<String, Integer> days) {
        for (int i = 0; i < BATCHES_AT_ONCE; i++) {
            if (runs.deleteSome(owner.tenant, owner.region, days) == 0) {
                return;
            }
        }
    }
}
