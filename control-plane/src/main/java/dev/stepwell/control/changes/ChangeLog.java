package dev.stepwell.control.changes;

import static dev.stepwell.control.schema.Tables.CHANGE;
import static dev.stepwell.control.schema.Tables.CHANGE_FEED;

import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Appends changes in the transaction that makes them and hands them to followers in order.
 *
 * <p>Ids come in the order of the commits: whoever appends holds a lock from just before the id is drawn until the commit, so a
 * follower that has seen an id will not miss a smaller one. Hence append last in a transaction.
 */
public final class ChangeLog {
    // An arbitrary constant that nothing else in the database locks.
    private static final long APPENDING = 0x73_77_63_68_61_6e_67_65L;

    private final ControlDatabase database;

    /** The log of a database. */
    public ChangeLog(ControlDatabase database) {
        this.database = database;
    }

    /** Appends one change; without a region it is about the tenant itself. Call it last: until the commit nobody else appends. */
    public void append(TenantId tenant, DSLContext sql, @Nullable String region, ChangeKind kind, String subject) {
        append(tenant, sql, region, kind, List.of(subject));
    }

    /** Appends changes of one kind with one statement; nothing when there are no subjects. */
    public void append(
            TenantId tenant, DSLContext sql, @Nullable String region, ChangeKind kind, Collection<String> subjects) {
        if (subjects.isEmpty()) {
            return;
        }
        sql.select(DSL.field("pg_advisory_xact_lock({0})", SQLDataType.OTHER, DSL.inline(APPENDING)))
                .execute();
        var insert =
                sql.insertInto(CHANGE, CHANGE.TENANT_ID, CHANGE.REGION, CHANGE.KIND, CHANGE.SUBJECT, CHANGE.CREATED_AT);
        for (String subject : subjects) {
            insert = insert.values(
                    DSL.val(tenant.value()),
                    DSL.val(region, CHANGE.REGION),
                    DSL.val(kind.name()),
                    DSL.val(subject),
                    DSL.field("clock_timestamp()", Instant.class));
        }
        insert.execute();
    }

    /** The changes after an id, oldest first, of all tenants. */
    public List<Change> after(long id, int limit) {
        return database.discover(sql -> sql.select(
                        CHANGE_FEED.CHANGE_ID, CHANGE_FEED.TENANT_ID, CHANGE_FEED.KIND, CHANGE_FEED.SUBJECT)
                .from(CHANGE_FEED)
                .where(CHANGE_FEED.CHANGE_ID.gt(id))
                .orderBy(CHANGE_FEED.CHANGE_ID)
                .limit(limit)
                .fetch(row -> new Change(
                        row.value1(), new TenantId(row.value2()), ChangeKind.valueOf(row.value3()), row.value4())));
    }

    /** The id of the newest change, where a follower without caches begins; 0 when there is none. */
    public long newest() {
        return database.discover(sql -> sql.select(DSL.coalesce(DSL.max(CHANGE_FEED.CHANGE_ID), 0L))
                .from(CHANGE_FEED)
                .fetchSingle()
                .value1());
    }
}
