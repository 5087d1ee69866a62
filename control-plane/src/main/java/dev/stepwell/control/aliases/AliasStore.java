package dev.stepwell.control.aliases;

import static dev.stepwell.control.schema.Tables.ALIAS;
import static dev.stepwell.control.schema.Tables.ALIAS_ROUTE;
import static dev.stepwell.control.schema.Tables.STATE_MACHINE;
import static dev.stepwell.control.schema.Tables.VERSION;

import dev.stepwell.control.aliases.Alias.Route;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The rows of aliases and their routes, in the caller's transaction. */
final class AliasStore {
    private AliasStore() {}

    /** The machine of that name; until the end of the transaction its versions and aliases stay as they are. */
    static Optional<Machine> lockMachine(TenantId tenant, Region region, DSLContext sql, String name) {
        return sql.select(STATE_MACHINE.MACHINE_ID, STATE_MACHINE.DELETING_SINCE)
                .from(STATE_MACHINE)
                .where(STATE_MACHINE.TENANT_ID.eq(tenant.value()), STATE_MACHINE.REGION.eq(region.value()))
                .and(STATE_MACHINE.NAME.eq(name))
                .forNoKeyUpdate()
                .fetchOptional(row -> new Machine(row.value1(), row.value2() != null));
    }

    /** The machine of that name. */
    static Optional<Machine> machine(TenantId tenant, Region region, DSLContext sql, String name) {
        return sql.select(STATE_MACHINE.MACHINE_ID, STATE_MACHINE.DELETING_SINCE)
                .from(STATE_MACHINE)
                .where(STATE_MACHINE.TENANT_ID.eq(tenant.value()), STATE_MACHINE.REGION.eq(region.value()))
                .and(STATE_MACHINE.NAME.eq(name))
                .fetchOptional(row -> new Machine(row.value1(), row.value2() != null));
    }

    /** How many of the versions are there. */
    static int countVersions(
            TenantId tenant, Region region, DSLContext sql, UUID machine, Collection<Integer> numbers) {
        return sql.fetchCount(
                VERSION,
                VERSION.TENANT_ID.eq(tenant.value()),
                VERSION.REGION.eq(region.value()),
                VERSION.MACHINE_ID.eq(machine),
                VERSION.NUMBER.in(numbers));
    }

    /** How many aliases a machine has. */
    static int count(TenantId tenant, Region region, DSLContext sql, UUID machine) {
        return sql.fetchCount(ALIAS, isOf(tenant, region, machine));
    }

    static void insert(TenantId tenant, Region region, DSLContext sql, UUID machine, Row alias) {
        sql.insertInto(ALIAS)
                .set(ALIAS.TENANT_ID, tenant.value())
                .set(ALIAS.REGION, region.value())
                .set(ALIAS.MACHINE_ID, machine)
                .set(ALIAS.NAME, alias.name())
                .set(ALIAS.DESCRIPTION, alias.description())
                .set(ALIAS.CREATED_AT, alias.createdAt())
                .set(ALIAS.UPDATED_AT, alias.updatedAt())
                .execute();
        insertRoutes(tenant, region, sql, machine, alias);
    }

    /** Writes description, routes and time of an alias that is there. */
    static void update(TenantId tenant, Region region, DSLContext sql, UUID machine, Row alias) {
        sql.update(ALIAS)
                .set(ALIAS.DESCRIPTION, alias.description())
                .set(ALIAS.UPDATED_AT, alias.updatedAt())
                .where(isOf(tenant, region, machine))
                .and(ALIAS.NAME.eq(alias.name()))
                .execute();
        sql.deleteFrom(ALIAS_ROUTE)
                .where(routesOf(tenant, region, machine))
                .and(ALIAS_ROUTE.ALIAS_NAME.eq(alias.name()))
                .execute();
        insertRoutes(tenant, region, sql, machine, alias);
    }

    private static void insertRoutes(TenantId tenant, Region region, DSLContext sql, UUID machine, Row alias) {
        short place = 0;
        for (Route route : alias.routes()) {
            sql.insertInto(ALIAS_ROUTE)
                    .set(ALIAS_ROUTE.TENANT_ID, tenant.value())
                    .set(ALIAS_ROUTE.REGION, region.value())
                    .set(ALIAS_ROUTE.MACHINE_ID, machine)
                    .set(ALIAS_ROUTE.ALIAS_NAME, alias.name())
                    .set(ALIAS_ROUTE.NUMBER, route.version())
                    .set(ALIAS_ROUTE.WEIGHT, route.weight())
                    .set(ALIAS_ROUTE.PLACE, place++)
                    .execute();
        }
    }

    /** An alias of a machine. */
    static Optional<Row> find(TenantId tenant, Region region, DSLContext sql, UUID machine, String name) {
        return sql.select(ALIAS.DESCRIPTION, ALIAS.CREATED_AT, ALIAS.UPDATED_AT)
                .from(ALIAS)
                .where(isOf(tenant, region, machine))
                .and(ALIAS.NAME.eq(name))
                .fetchOptional(row -> new Row(
                        name, row.value1(), routes(tenant, region, sql, machine, name), row.value2(), row.value3()));
    }

    private static List<Route> routes(TenantId tenant, Region region, DSLContext sql, UUID machine, String name) {
        return sql.select(ALIAS_ROUTE.NUMBER, ALIAS_ROUTE.WEIGHT)
                .from(ALIAS_ROUTE)
                .where(routesOf(tenant, region, machine))
                .and(ALIAS_ROUTE.ALIAS_NAME.eq(name))
                .orderBy(ALIAS_ROUTE.PLACE, ALIAS_ROUTE.NUMBER)
                .fetch(row -> new Route(row.value1(), row.value2()));
    }

    /**
     * Aliases behind a name, in the order of the names.
     *
     * @param version only those that lead to it
     */
    static List<Listed> list(
            TenantId tenant, Region region, DSLContext sql, Machine machine, Optional<Integer> version, After after) {
        Condition leads = version.<Condition>map(number -> DSL.exists(DSL.selectOne()
                        .from(ALIAS_ROUTE)
                        .where(routesOf(tenant, region, machine.id()))
                        .and(ALIAS_ROUTE.ALIAS_NAME.eq(ALIAS.NAME))
                        .and(ALIAS_ROUTE.NUMBER.eq(number))))
                .orElse(DSL.noCondition());
        return sql.select(ALIAS.NAME, ALIAS.CREATED_AT)
                .from(ALIAS)
                .where(isOf(tenant, region, machine.id()))
                .and(ALIAS.NAME.gt(after.name()))
                .and(leads)
                .orderBy(ALIAS.NAME)
                .limit(after.limit())
                .fetch(row -> new Listed(row.value1(), row.value2()));
    }

    /** Removes an alias and its routes; false when it is not there. */
    static boolean delete(TenantId tenant, Region region, DSLContext sql, UUID machine, String name) {
        return sql.deleteFrom(ALIAS)
                        .where(isOf(tenant, region, machine))
                        .and(ALIAS.NAME.eq(name))
                        .execute()
                == 1;
    }

    /** What aliases have to know of their machine. */
    record Machine(UUID id, boolean deleting) {}

    /** An alias as its rows have it. */
    record Row(String name, String description, List<Route> routes, Instant createdAt, Instant updatedAt) {}

    /** A line of a list. */
    record Listed(String name, Instant createdAt) {}

    /** Where a list goes on, and how far. */
    record After(String name, int limit) {}

    private static Condition isOf(TenantId tenant, Region region, UUID machine) {
        return ALIAS.TENANT_ID
                .eq(tenant.value())
                .and(ALIAS.REGION.eq(region.value()))
                .and(ALIAS.MACHINE_ID.eq(machine));
    }

    private static Condition routesOf(TenantId tenant, Region region, UUID machine) {
        return ALIAS_ROUTE
                .TENANT_ID
                .eq(tenant.value())
                .and(ALIAS_ROUTE.REGION.eq(region.value()))
                .and(ALIAS_ROUTE.MACHINE_ID.eq(machine));
    }
}
