package dev.stepwell.control.statemachines;

import static dev.stepwell.control.schema.Tables.REVISION;
import static dev.stepwell.control.schema.Tables.STATE_MACHINE;

import dev.stepwell.asl.model.MachineType;
import dev.stepwell.control.database.StoredText;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The rows of machines and revisions. One statement each, in the caller's transaction, unless said. */
final class MachineStore {
    private MachineStore() {}

    /** Inserts a machine; false when its name is taken. */
    static boolean insert(TenantId tenant, Region region, DSLContext sql, StateMachine machine) {
        return sql.insertInto(STATE_MACHINE)
                        .set(STATE_MACHINE.TENANT_ID, tenant.value())
                        .set(STATE_MACHINE.REGION, region.value())
                        .set(STATE_MACHINE.NAME, machine.name())
                        .set(STATE_MACHINE.MACHINE_ID, machine.current().machineId())
                        .set(STATE_MACHINE.TYPE, machine.type().name())
                        .set(STATE_MACHINE.CREATED_AT, machine.createdAt())
                        .set(STATE_MACHINE.CURRENT_REVISION, machine.current().id())
                        .set(STATE_MACHINE.LAST_VERSION, machine.lastVersion())
                        .set(STATE_MACHINE.CREATED_PUBLISHING, machine.request().publish())
                        .set(
                                STATE_MACHINE.CREATED_DESCRIPTION,
                                machine.request().description().orElse(null))
                        .onConflict(STATE_MACHINE.TENANT_ID, STATE_MACHINE.REGION, STATE_MACHINE.NAME)
                        .doNothing()
                        .execute()
                == 1;
    }

    static void insertRevision(TenantId tenant, Region region, DSLContext sql, Revision revision) {
        Blueprint blueprint = revision.blueprint();
        Logging logging = blueprint.logging();
        sql.insertInto(REVISION)
                .set(REVISION.TENANT_ID, tenant.value())
                .set(REVISION.REGION, region.value())
                .set(REVISION.REVISION_ID, revision.id())
                .set(REVISION.MACHINE_ID, revision.machineId())
                .set(REVISION.MACHINE_NAME, revision.machineName())
                .set(REVISION.TYPE, revision.type().name())
                .set(REVISION.PUBLIC_ID, revision.publicId().orElse(null))
                .set(REVISION.DEFINITION, StoredText.write(blueprint.definition()))
                .set(REVISION.ROLE_ARN, blueprint.roleArn())
                .set(REVISION.LOG_LEVEL, logging.level().name())
                .set(REVISION.LOG_DATA, logging.includeExecutionData())
                .set(
                        REVISION.LOG_DESTINATIONS,
                        logging.destinations()
                                .map(list -> list.toArray(String[]::new))
                                .orElse(null))
                .set(REVISION.TRACING, blueprint.tracing())
                .set(REVISION.CREATED_AT, revision.createdAt())
                .execute();
    }

    /** The machine of that name with its newest revision. */
    static Optional<StateMachine> find(TenantId tenant, Region region, DSLContext sql, String name) {
        return machines(sql).where(is(tenant, region, name)).fetchOptional(MachineStore::machine);
    }

    /**
     * As {@link #find}; until the end of the transaction nobody else changes or deletes it. Locked first and read then: a statement
     * that waits for the lock and joins would join the new row with the old revision, and find nothing.
     */
    static Optional<StateMachine> lock(TenantId tenant, Region region, DSLContext sql, String name) {
        sql.select(STATE_MACHINE.NAME)
                .from(STATE_MACHINE)
                .where(is(tenant, region, name))
                .forNoKeyUpdate()
                .execute();
        return find(tenant, region, sql, name);
    }

    /** Points a machine to its newest revision and version number. */
    static void update(TenantId tenant, Region region, DSLContext sql, StateMachine machine) {
        sql.update(STATE_MACHINE)
                .set(STATE_MACHINE.CURRENT_REVISION, machine.current().id())
                .set(STATE_MACHINE.LAST_VERSION, machine.lastVersion())
                .where(is(tenant, region, machine.name()))
                .execute();
    }

    /** A revision by its identity, whether or not its machine still exists. */
    static Optional<Revision> revision(TenantId tenant, Region region, DSLContext sql, UUID id) {
        return sql.select(REVISION.fields())
                .from(REVISION)
                .where(REVISION.TENANT_ID.eq(tenant.value()), REVISION.REGION.eq(region.value()))
                .and(REVISION.REVISION_ID.eq(id))
                .fetchOptional(MachineStore::revision);
    }

    /** Machines behind a name, in the order of the names. */
    static List<NamedMachine> list(TenantId tenant, Region region, DSLContext sql, String after, int limit) {
        return sql.select(STATE_MACHINE.NAME, STATE_MACHINE.TYPE, STATE_MACHINE.CREATED_AT)
                .from(STATE_MACHINE)
                .where(STATE_MACHINE.TENANT_ID.eq(tenant.value()), STATE_MACHINE.REGION.eq(region.value()))
                .and(STATE_MACHINE.NAME.gt(after))
                .orderBy(STATE_MACHINE.NAME)
                .limit(limit)
                .fetch(row -> new NamedMachine(row.value1(), MachineType.valueOf(row.value2()), row.value3()));
    }

    /** Whether there are more machines than that many. */
    static boolean moreThan(int most, TenantId tenant, Region region, DSLContext sql) {
        return sql.fetchExists(sql.selectOne()
                .from(STATE_MACHINE)
                .where(STATE_MACHINE.TENANT_ID.eq(tenant.value()), STATE_MACHINE.REGION.eq(region.value()))
                .offset(most)
                .limit(1));
    }

    /** Marks a machine as deleting, by the database's clock; false when it is so already or does not exist. */
    static boolean markDeleting(TenantId tenant, Region region, DSLContext sql, String name) {
        return sql.update(STATE_MACHINE)
                        .set(STATE_MACHINE.DELETING_SINCE, DSL.field("now()", Instant.class))
                        .where(is(tenant, region, name))
                        .and(STATE_MACHINE.DELETING_SINCE.isNull())
                        .execute()
                == 1;
    }

    /** The names of those of the machines that are still being deleted. */
    static List<String> deleting(TenantId tenant, Region region, DSLContext sql, Collection<UUID> machines) {
        return sql.select(STATE_MACHINE.NAME)
                .from(STATE_MACHINE)
                .where(STATE_MACHINE.TENANT_ID.eq(tenant.value()), STATE_MACHINE.REGION.eq(region.value()))
                .and(STATE_MACHINE.MACHINE_ID.in(machines))
                .and(STATE_MACHINE.DELETING_SINCE.isNotNull())
                .fetch(STATE_MACHINE.NAME);
    }

    /** Removes machines that are being deleted, with versions and aliases; revisions stay. The names of those removed. */
    static List<String> remove(TenantId tenant, Region region, DSLContext sql, Collection<String> names) {
        return sql.deleteFrom(STATE_MACHINE)
                .where(STATE_MACHINE.TENANT_ID.eq(tenant.value()), STATE_MACHINE.REGION.eq(region.value()))
                .and(STATE_MACHINE.NAME.in(names))
                .and(STATE_MACHINE.DELETING_SINCE.isNotNull())
                .returning(STATE_MACHINE.NAME)
                .fetch(STATE_MACHINE.NAME);
    }

    /** A line of a list. */
    record NamedMachine(String name, MachineType type, Instant createdAt) {}

    private static SelectOnConditionStep<Record> machines(DSLContext sql) {
        return sql.select(REVISION.fields())
                .select(
                        STATE_MACHINE.NAME,
                        STATE_MACHINE.CREATED_AT,
                        STATE_MACHINE.CREATED_PUBLISHING,
                        STATE_MACHINE.CREATED_DESCRIPTION,
                        STATE_MACHINE.LAST_VERSION,
                        STATE_MACHINE.DELETING_SINCE)
                .from(STATE_MACHINE)
                .join(REVISION)
                .on(REVISION.TENANT_ID.eq(STATE_MACHINE.TENANT_ID))
                .and(REVISION.REGION.eq(STATE_MACHINE.REGION))
                .and(REVISION.REVISION_ID.eq(STATE_MACHINE.CURRENT_REVISION));
    }

    static Condition is(TenantId tenant, Region region, String name) {
        return STATE_MACHINE
                .TENANT_ID
                .eq(tenant.value())
                .and(STATE_MACHINE.REGION.eq(region.value()))
                .and(STATE_MACHINE.NAME.eq(name));
    }

    private static StateMachine machine(Record row) {
        return new StateMachine(
                row.get(STATE_MACHINE.NAME),
                row.get(STATE_MACHINE.CREATED_AT),
                new StateMachine.Publishing(
                        row.get(STATE_MACHINE.CREATED_PUBLISHING),
                        Optional.ofNullable(row.get(STATE_MACHINE.CREATED_DESCRIPTION))),
                row.get(STATE_MACHINE.LAST_VERSION),
                row.get(STATE_MACHINE.DELETING_SINCE) != null,
                revision(row));
    }

    static Revision revision(Record row) {
        String @Nullable [] destinations = row.get(REVISION.LOG_DESTINATIONS);
        Logging logging = new Logging(
                Logging.level(row.get(REVISION.LOG_LEVEL)),
                row.get(REVISION.LOG_DATA),
                Optional.ofNullable(destinations).map(Arrays::asList));
        return new Revision(
                row.get(REVISION.REVISION_ID),
                row.get(REVISION.MACHINE_ID),
                row.get(REVISION.MACHINE_NAME),
                MachineType.valueOf(row.get(REVISION.TYPE)),
                Optional.ofNullable(row.get(REVISION.PUBLIC_ID)),
                new Blueprint(
                        StoredText.read(row.get(REVISION.DEFINITION)),
                        row.get(REVISION.ROLE_ARN),
                        logging,
                        row.get(REVISION.TRACING)),
                row.get(REVISION.CREATED_AT));
    }
}
