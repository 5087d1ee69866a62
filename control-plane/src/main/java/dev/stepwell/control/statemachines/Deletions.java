package dev.stepwell.control.statemachines;

import static dev.stepwell.control.schema.Tables.DELETING_MACHINE;
import static dev.stepwell.control.schema.Tables.TENANT;

import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.control.changes.ChangeLog;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.schema.tables.records.DeletingMachineRecord;
import dev.stepwell.control.tags.TagStore;
import dev.stepwell.control.tags.TaggedKind;
import dev.stepwell.names.Arn;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Ends what DeleteStateMachine began: removes machines of which nothing runs any more. Any number of nodes may sweep. */
public final class Deletions {
    private static final int MOST_AT_ONCE = 1000;

    private final ControlDatabase database;
    private final RunningExecutions executions;
    private final ChangeLog changes;
    private final Duration grace;
    private Instant seen = Instant.EPOCH;

    /**
     * @param grace how long a machine is left alone at first, by the database's clock: longer than execution nodes believe that it
     *     takes starts (1 s), so that a start accepted in the meantime is counted as running
     */
    public Deletions(ControlDatabase database, RunningExecutions executions, ChangeLog changes, Duration grace) {
        this.database = database;
        this.executions = executions;
        this.changes = changes;
        this.grace = grace;
    }

    /**
     * Looks at the next thousand of the machines that wait, oldest first, and begins anew after the last: machines that run for
     * months do not stand before others. How many were removed.
     */
    public synchronized int sweep() {
        List<DeletingMachineRecord> rows = database.discover(this::waiting);
        seen = rows.size() < MOST_AT_ONCE ? Instant.EPOCH : rows.getLast().getDeletingSince();
        Map<Owner, Set<UUID>> waiting = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> new Owner(new TenantId(row.getTenantId()), new Region(row.getRegion())),
                        Collectors.mapping(DeletingMachineRecord::getMachineId, Collectors.toSet())));
        return waiting.entrySet().stream()
                .mapToInt(entry -> sweep(entry.getKey(), entry.getValue()))
                .sum();
    }

    private List<DeletingMachineRecord> waiting(DSLContext sql) {
        return sql.selectFrom(DELETING_MACHINE)
                .where(DELETING_MACHINE.DELETING_SINCE.gt(seen))
                .and(DELETING_MACHINE.DELETING_SINCE.le(
                        DSL.field("now() - {0} * interval '1 millisecond'", Instant.class, DSL.val(grace.toMillis()))))
                .orderBy(DELETING_MACHINE.DELETING_SINCE)
                .limit(MOST_AT_ONCE)
                .fetch();
    }

    private int sweep(Owner owner, Set<UUID> machines) {
        Set<String> names = new HashSet<>(
                database.read(owner.tenant, sql -> MachineStore.deleting(owner.tenant, owner.region, sql, machines)));
        names.removeAll(executions.stillRunning(owner.tenant, owner.region, Set.copyOf(names)));
        return names.isEmpty() ? 0 : database.write(owner.tenant, sql -> remove(sql, owner, names));
    }

    private int remove(DSLContext sql, Owner owner, Set<String> names) {
        List<String> removed = MachineStore.remove(owner.tenant, owner.region, sql, names);
        TagStore.removeAll(owner.tenant, owner.region, sql, TaggedKind.STATE_MACHINE, removed);
        String account = sql.select(TENANT.ACCOUNT)
                .from(TENANT)
                .where(TENANT.TENANT_ID.eq(owner.tenant.value()))
                .fetchSingle()
                .value1();
        List<String> arns = removed.stream()
                .map(name -> new Arn.StateMachine(owner.region.value(), account, name, Optional.empty()).toString())
                .toList();
        changes.append(owner.tenant, sql, owner.region.value(), ChangeKind.MACHINE_DELETED, arns);
        return removed.size();
    }

    private record Owner(TenantId tenant, Region region) {}
}
