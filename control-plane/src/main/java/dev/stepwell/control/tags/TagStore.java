package dev.stepwell.control.tags;

import static dev.stepwell.control.schema.Tables.ACTIVITY;
import static dev.stepwell.control.schema.Tables.STATE_MACHINE;
import static dev.stepwell.control.schema.Tables.SWF_DOMAIN;
import static dev.stepwell.control.schema.Tables.TAG;

import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
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

    static void remove(TenantId tenant, Region region, DSLContext sql, Tagged resource, Collection<String> keys) {
        sql.deleteFrom(TAG)
                .where(TAG.TENANT_ID.eq(tenant.value()), TAG.REGION.eq(region.value()))
                .and(TAG.KIND.eq(resource.kind().stored()))
                .and(TAG.NAME.eq(resource.name()))
                .and(TAG.KEY.in(keys))
                .execute();
    }

    static Map<String, String> find(TenantId tenant, Region region, DSLContext sql, Tagged resource) {
        Map<String, String> found = new LinkedHashMap<>();
        sql.select(TAG.KEY, TAG.VALUE)
                .from(TAG)
                .where(TAG.TENANT_ID.eq(tenant.value()), TAG.REGION.eq(region.value()))
                .and(TAG.KIND.eq(resource.kind().stored()))
                .and(TAG.NAME.eq(resource.name()))
                .orderBy(TAG.KEY)
                .fetch()
                .forEach(row -> found.put(row.value1(), row.value2()));
        return found;
    }

    /** Whether the resource is there. */
    static boolean exists(TenantId tenant, Region region, DSLContext sql, Tagged resource) {
        return sql.fetchExists(row(tenant, region, sql, resource));
    }

    /** Whether the resource is there; if so nobody else tags or removes it until the end of the transaction. */
    static boolean lock(TenantId tenant, Region region, DSLContext sql, Tagged resource) {
        return row(tenant, region, sql, resource)
                .forNoKeyUpdate()
                .fetchOptional()
                .isPresent();
    }

    private static SelectConditionStep<Record1<Integer>> row(
            TenantId tenant, Region region, DSLContext sql, Tagged resource) {
        Place place = Place.of(resource.kind());
        return sql.selectOne()
                .from(place.table)
                .where(
                        place.tenant.eq(tenant.value()),
                        place.region.eq(region.value()),
                        place.name.eq(resource.name()));
    }

    /** Where the rows of what carries tags are. */
    private record Place(Table<?> table, Field<Long> tenant, Field<String> region, Field<String> name) {
        static Place of(TaggedKind kind) {
            return switch (kind) {
                case STATE_MACHINE ->
                    new Place(STATE_MACHINE, STATE_MACHINE.TENANT_ID, STATE_MACHINE.REGION, STATE_MACHINE.NAME);
                case ACTIVITY -> new Place(ACTIVITY, ACTIVITY.TENANT_ID, ACTIVITY.REGION, ACTIVITY.NAME);
                case DOMAIN -> new Place(SWF_DOMAIN, SWF_DOMAIN.TENANT_ID, SWF_DOMAIN.REGION, SWF_DOMAIN.NAME);
            };
        }
    }
}
