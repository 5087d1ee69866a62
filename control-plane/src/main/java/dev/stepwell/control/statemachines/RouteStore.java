package dev.stepwell.control.statemachines;

import static dev.stepwell.control.schema.Tables.ALIAS_ROUTE;
import static dev.stepwell.control.schema.Tables.STATE_MACHINE;
import static dev.stepwell.control.schema.Tables.VERSION;

import dev.stepwell.asl.model.MachineType;
import dev.stepwell.control.tags.OwnTags;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** Where ARNs lead: to a machine's newest revision, to a version, to an alias' routes. One statement each, no definition read. */
final class RouteStore {
    private static final Field<String> PRIORITY = OwnTags.priorityOfMachine();

    private RouteStore() {}

    /** The newest revision of a machine. */
    static Optional<Target> newest(TenantId tenant, Region region, DSLContext sql, String name) {
        return sql.select(STATE_MACHINE.TYPE, STATE_MACHINE.DELETING_SINCE, STATE_MACHINE.CURRENT_REVISION, PRIORITY)
                .from(STATE_MACHINE)
                .where(STATE_MACHINE.TENANT_ID.eq(tenant.value()), STATE_MACHINE.REGION.eq(region.value()))
                .and(STATE_MACHINE.NAME.eq(name))
                .fetchOptional(row -> target(row, row.get(STATE_MACHINE.CURRENT_REVISION), 0, 0));
    }

    /** One version of a machine. */
    static Optional<Target> version(TenantId tenant, Region region, DSLContext sql, String name, int number) {
        return sql.select(STATE_MACHINE.TYPE, STATE_MACHINE.DELETING_SINCE, VERSION.REVISION_ID, PRIORITY)
                .from(STATE_MACHINE)
                .join(VERSION)
                .on(VERSION.TENANT_ID.eq(STATE_MACHINE.TENANT_ID))
                .and(VERSION.REGION.eq(STATE_MACHINE.REGION))
                .and(VERSION.MACHINE_ID.eq(STATE_MACHINE.MACHINE_ID))
                .where(STATE_MACHINE.TENANT_ID.eq(tenant.value()), STATE_MACHINE.REGION.eq(region.value()))
                .and(STATE_MACHINE.NAME.eq(name))
                .and(VERSION.NUMBER.eq(number))
                .fetchOptional(row -> target(row, row.get(VERSION.REVISION_ID), number, 0));
    }

    /** The routes of an alias, in the order of the versions; none when there is no such alias. */
    static List<Target> alias(TenantId tenant, Region region, DSLContext sql, String name, String alias) {
        return sql.select(
                        STATE_MACHINE.TYPE,
                        STATE_MACHINE.DELETING_SINCE,
                        VERSION.REVISION_ID,
                        VERSION.NUMBER,
                        ALIAS_ROUTE.WEIGHT,
                        PRIORITY)
                .from(STATE_MACHINE)
                .join(ALIAS_ROUTE)
                .on(ALIAS_ROUTE.TENANT_ID.eq(STATE_MACHINE.TENANT_ID))
                .and(ALIAS_ROUTE.REGION.eq(STATE_MACHINE.REGION))
                .and(ALIAS_ROUTE.MACHINE_ID.eq(STATE_MACHINE.MACHINE_ID))
                .join(VERSION)
                .on(VERSION.TENANT_ID.eq(ALIAS_ROUTE.TENANT_ID))
                .and(VERSION.REGION.eq(ALIAS_ROUTE.REGION))
                .and(VERSION.MACHINE_ID.eq(ALIAS_ROUTE.MACHINE_ID))
                .and(VERSION.NUMBER.eq(ALIAS_ROUTE.NUMBER))
                .where(STATE_MACHINE.TENANT_ID.eq(tenant.value()), STATE_MACHINE.REGION.eq(region.value()))
                .and(STATE_MACHINE.NAME.eq(name))
                .and(ALIAS_ROUTE.ALIAS_NAME.eq(alias))
                .orderBy(VERSION.NUMBER)
                .fetch(row -> target(
                        row, row.get(VERSION.REVISION_ID), row.get(VERSION.NUMBER), row.get(ALIAS_ROUTE.WEIGHT)));
    }

    private static Target target(Record row, UUID revision, int version, int weight) {
        return new Target(
                revision,
                MachineType.valueOf(row.get(STATE_MACHINE.TYPE)),
                row.get(STATE_MACHINE.DELETING_SINCE) == null ? "ACTIVE" : "DELETING",
                version,
                weight,
                OwnTags.priority(row.get(PRIORITY)));
    }

    /**
     * Where an ARN leads.
     *
     * @param version its number; 0 when no version was meant
     * @param weight its share of an alias, of 100; 0 when no alias was meant
     * @param priority of the machine
     */
    record Target(UUID revision, MachineType type, String status, int version, int weight, int priority) {}
}
