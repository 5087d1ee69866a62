package dev.stepwell.control.tags;

import static dev.stepwell.control.schema.Tables.ACTIVITY;
import static dev.stepwell.control.schema.Tables.STATE_MACHINE;
import static dev.stepwell.control.schema.Tables.TAG;

import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The rows of tags. Every method is one statement in the caller's transaction. */
public final class TagStore {
    private TagStore() {}

    /** Puts tags on something, replacing values of keys it has. */
    public static void put(TenantId tenant, Region region, DSLContext sql, TaggedKind kind, String name, TagSet tags) {
        if (tags.byKey().isEmpty()) {
            return;
        }
        var insert = sql.insertInto(TAG, TAG.TENANT_ID, TAG.REGION, TAG.KIND, TAG.NAME, TAG.KEY, TAG.VALUE);
        for (Map.Entry<String, String> tag : tags.byKey().entrySet()) {
            insert = insert.values(tenant.value(), region.value(), kind.stored(), name, tag.getKey(), tag.getValue());
        }
        insert.onConflict(TAG.TENANT_ID, TAG.REGION, TAG.KIND, TAG.NAME, TAG.KEY)
                .doUpdate()
                .set(TAG.VALUE, DSL.excluded(TAG.VALUE))
                .execute();
    }

    /** Takes everything off some resources of one kind, in the transaction that removes them. */
    public static void removeAll(
            TenantId tenant, Region region, DSLContext sql, TaggedKind kind, Collection<String> names) {
        sql.deleteFrom(TAG)
                .where(TAG.TENANT_ID.eq(tenant.value()), TAG.REGION.eq(region.value()))
                .and(TAG.KIND.eq(kind.stored()))
                .and(TAG.NAME.in(names))
                .execute();
    }

    static void remove(
            TenantId tenant, Region region, DSLContext sql, TaggedKind kind, String name, Collection<String> keys) {
        sql.deleteFrom(TAG)
                .where(TAG.TENANT_ID.eq(tenant.value()), TAG.REGION.eq(region.value()))
                .and(TAG.KIND.eq(kind.stored()))
                .and(TAG.NAME.eq(name))
                .and(TAG.KEY.in(keys))
                .execute();
    }

    static Map<String, String> find(TenantId tenant, Region region, DSLContext sql, TaggedKind kind, String name) {
        Map<String, String> found = new LinkedHashMap<>();
        sql.select(TAG.KEY, TAG.VALUE)
                .from(TAG)
                .where(TAG.TENANT_ID.eq(tenant.value()), TAG.REGION.eq(region.value()))
                .and(TAG.KIND.eq(kind.stored()))
                .and(TAG.NAME.eq(name))
                .orderBy(TAG.KEY)
                .fetch()
                .forEach(row -> found.put(row.value1(), row.value2()));
        return found;
    }

    /** Whether the resource is there. */
    static boolean exists(TenantId tenant, Region region, DSLContext sql, TaggedKind kind, String name) {
        return switch (kind) {
            case STATE_MACHINE ->
                sql.fetchExists(sql.selectOne()
                        .from(STATE_MACHINE)
                        .where(
                                STATE_MACHINE.TENANT_ID.eq(tenant.value()),
                                STATE_MACHINE.REGION.eq(region.value()),
                                STATE_MACHINE.NAME.eq(name)));
            case ACTIVITY ->
                sql.fetchExists(sql.selectOne()
                        .from(ACTIVITY)
                        .where(
                                ACTIVITY.TENANT_ID.eq(tenant.value()),
                                ACTIVITY.REGION.eq(region.value()),
                                ACTIVITY.NAME.eq(name)));
        };
    }

    /** Whether the resource is there; if so nobody else tags or removes it until the end of the transaction. */
    static boolean lock(TenantId tenant, Region region, DSLContext sql, TaggedKind kind, String name) {
        return switch (kind) {
            case STATE_MACHINE ->
                sql.select(STATE_MACHINE.NAME)
                        .from(STATE_MACHINE)
                        .where(
                                STATE_MACHINE.TENANT_ID.eq(tenant.value()),
                                STATE_MACHINE.REGION.eq(region.value()),
                                STATE_MACHINE.NAME.eq(name))
                        .forNoKeyUpdate()
                        .fetchOptional()
                        .isPresent();
            case ACTIVITY ->
                sql.select(ACTIVITY.NAME)
                        .from(ACTIVITY)
                        .where(
                                ACTIVITY.TENANT_ID.eq(tenant.value()),
                                ACTIVITY.REGION.eq(region.value()),
                                ACTIVITY.NAME.eq(name))
                        .forNoKeyUpdate()
                        .fetchOptional()
                        .isPresent();
        };
    }
}
