package dev.stepwell.control.statemachines;

import static dev.stepwell.control.schema.Tables.ALIAS_ROUTE;
import static dev.stepwell.control.schema.Tables.REVISION;
import static dev.stepwell.control.schema.Tables.STATE_MACHINE;
import static dev.stepwell.control.schema.Tables.VERSION;

import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.TableOnConditionStep;

/** The rows of versions. One statement each, in the caller's transaction. */
final class VersionStore {
    private VersionStore() {}

    static void insert(TenantId tenant, Region region, DSLContext sql, Described version) {
        sql.insertInto(VERSION)
                .set(VERSION.TENANT_ID, tenant.value())
                .set(VERSION.REGION, region.value())
                .set(VERSION.MACHINE_ID, version.revision().machineId())
                .set(VERSION.NUMBER, version.numbered().number())
                .set(VERSION.REVISION_ID, version.revision().id())
                .set(VERSION.DESCRIPTION, version.description())
                .set(VERSION.CREATED_AT, version.numbered().createdAt())
                .execute();
    }

    /** The version that a revision is published as, if it is. */
    static Optional<Numbered> of(TenantId tenant, Region region, DSLContext sql, Revision revision) {
        return sql.select(VERSION.NUMBER, VERSION.CREATED_AT)
                .from(VERSION)
                .where(isOf(tenant, region, revision.machineId()))
                .and(VERSION.REVISION_ID.eq(revision.id()))
                .fetchOptional(row -> new Numbered(row.value1(), row.value2()));
    }

    /** How many versions a machine has. */
    static int count(TenantId tenant, Region region, DSLContext sql, UUID machine) {
        return sql.fetchCount(VERSION, isOf(tenant, region, machine));
    }

    /** A version with its revision. */
    static Optional<Described> find(TenantId tenant, Region region, DSLContext sql, String machine, int number) {
        return sql.select(REVISION.fields())
                .select(VERSION.CREATED_AT, VERSION.DESCRIPTION, STATE_MACHINE.DELETING_SINCE)
                .from(versions())
                .join(REVISION)
                .on(REVISION.TENANT_ID.eq(VERSION.TENANT_ID))
                .and(REVISION.REGION.eq(VERSION.REGION))
                .and(REVISION.REVISION_ID.eq(VERSION.REVISION_ID))
                .where(MachineStore.is(tenant, region, machine))
                .and(VERSION.NUMBER.eq(number))
                .fetchOptional(row -> new Described(
                        new Numbered(number, row.get(VERSION.CREATED_AT)),
                        row.get(VERSION.DESCRIPTION),
                        row.get(STATE_MACHINE.DELETING_SINCE) != null,
                        MachineStore.revision(row)));
    }

    /** Versions below a number, the highest first. */
    static List<Numbered> list(TenantId tenant, Region region, DSLContext sql, String machine, int below, int limit) {
        return sql.select(VERSION.NUMBER, VERSION.CREATED_AT)
                .from(versions())
                .where(MachineStore.is(tenant, region, machine))
                .and(VERSION.NUMBER.lt(below))
                .orderBy(VERSION.NUMBER.desc())
                .limit(limit)
                .fetch(row -> new Numbered(row.value1(), row.value2()));
    }

    /** The names of the aliases that lead to a version, in their order. */
    static List<String> aliases(TenantId tenant, Region region, DSLContext sql, UUID machine, int number) {
        return sql.select(ALIAS_ROUTE.ALIAS_NAME)
                .from(ALIAS_ROUTE)
                .where(ALIAS_ROUTE.TENANT_ID.eq(tenant.value()), ALIAS_ROUTE.REGION.eq(region.value()))
                .and(ALIAS_ROUTE.MACHINE_ID.eq(machine))
                .and(ALIAS_ROUTE.NUMBER.eq(number))
                .orderBy(ALIAS_ROUTE.ALIAS_NAME)
                .fetch(ALIAS_ROUTE.ALIAS_NAME);
    }

    /** Removes a version; false when it is not there. */
    static boolean delete(TenantId tenant, Region region, DSLContext sql, UUID machine, int number) {
        return sql.deleteFrom(VERSION)
                        .where(isOf(tenant, region, machine))
                        .and(VERSION.NUMBER.eq(number))
                        .execute()
                == 1;
    }

    /** A version as it is listed; times in whole milliseconds. */
    record Numbered(int number, Instant createdAt) {}

    /** A version as it is described. */
    record Described(Numbered numbered, String description, boolean deleting, Revision revision) {}

    private static TableOnConditionStep<?> versions() {
        return STATE_MACHINE
                .join(VERSION)
                .on(VERSION.TENANT_ID.eq(STATE_MACHINE.TENANT_ID))
                .and(VERSION.REGION.eq(STATE_MACHINE.REGION))
                .and(VERSION.MACHINE_ID.eq(STATE_MACHINE.MACHINE_ID));
    }

    private static Condition isOf(TenantId tenant, Region region, UUID machine) {
        return VERSION.TENANT_ID
                .eq(tenant.value())
                .and(VERSION.REGION.eq(region.value()))
                .and(VERSION.MACHINE_ID.eq(machine));
    }
}
