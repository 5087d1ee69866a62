package dev.stepwell.control.quotas;

import static dev.stepwell.control.schema.Tables.QUOTA;
import static dev.stepwell.control.schema.Tables.QUOTA_SHARER;
import static dev.stepwell.control.schema.Tables.QUOTA_SHEET;
import static dev.stepwell.control.schema.Tables.QUOTA_USE;
import static dev.stepwell.control.schema.Tables.TENANT_DIRECTORY;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.sum;

import dev.stepwell.contracts.quotas.Allowances;
import dev.stepwell.contracts.quotas.AwsQuotas;
import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.contracts.quotas.Quota;
import dev.stepwell.contracts.quotas.Settlement;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.schema.Routines;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What tenants may spend, and what those who let them spend it say of them. Times are the database's. */
public final class TenantQuotas {
    private static final Duration COUNTED = Settlement.EVERY.multipliedBy(3);
    private static final Field<Instant> NOW = DSL.field("now()", Instant.class);
    private static final Field<Instant> LATELY = ago(COUNTED);
    private static final Field<Instant> LONG_AGO = ago(Duration.ofHours(1));

    private final ControlDatabase database;
    private final Multiple multiple;

    /** Those in a database, with what the installation gives to everybody. */
    public TenantQuotas(ControlDatabase database, Multiple multiple) {
        this.database = database;
        this.multiple = multiple;
    }

    /** What is set for a tenant. */
    public record Set(TenantId tenant, String name, Quota quota) {}

    /**
     * What a process has to know.
     *
     * @param sharers how many there are of its place, with itself
     * @param set all that is set
     * @param suspended tenants for which nothing is begun
     */
    public record Shares(int sharers, Multiple multiple, List<Set> set, List<TenantId> suspended) {}

    /** How a process stands with a bucket of a tenant. */
    public record Use(String name, long used, long throttled) {}

    /**
     * A quota of a tenant as it is shown.
     *
     * @param quota absent: there is no bound
     * @param own whether it is the tenant's and not everybody's
     * @param used tokens that are taken and not back yet, over all processes
     * @param throttled refusals of the processes that are there
     */
    public record Line(String name, Optional<Quota> quota, boolean own, long used, long throttled) {}

    /** Notes that a process is there, and tells it what it has to know. */
    public Shares share(UUID process, Settlement.Place place) {
        return database.discover(sql -> {
            sql.insertInto(QUOTA_SHARER, QUOTA_SHARER.PROCESS, QUOTA_SHARER.PLACE, QUOTA_SHARER.SEEN_AT)
                    .values(DSL.val(process), DSL.val(place.name()), NOW)
                    .onConflict(QUOTA_SHARER.PROCESS)
                    .doUpdate()
                    .set(QUOTA_SHARER.SEEN_AT, NOW)
                    .execute();
            int sharers =
                    sql.fetchCount(QUOTA_SHARER, QUOTA_SHARER.PLACE.eq(place.name()), QUOTA_SHARER.SEEN_AT.gt(LATELY));
            List<Set> set = sql.selectFrom(QUOTA_SHEET)
                    .fetch(row -> new Set(
                            new TenantId(row.getTenantId()), row.getName(), quota(row.getSize(), row.getRefill())));
            List<TenantId> suspended = sql.select(TENANT_DIRECTORY.TENANT_ID)
                    .from(TENANT_DIRECTORY)
                    .where(TENANT_DIRECTORY.STATUS.ne("ACTIVE"))
                    .fetch(row -> new TenantId(row.value1()));
            return new Shares(sharers, multiple, set, suspended);
        });
    }

    /** Writes down how a process stands with buckets of a tenant, each named once. */
    public void enter(TenantId tenant, UUID process, List<Use> uses) {
        if (uses.isEmpty()) {
            return;
        }
        var unused = database.write(tenant, sql -> {
            var insert = sql.insertInto(
                    QUOTA_USE,
                    QUOTA_USE.TENANT_ID,
                    QUOTA_USE.NAME,
                    QUOTA_USE.PROCESS,
                    QUOTA_USE.USED,
                    QUOTA_USE.THROTTLED,
                    QUOTA_USE.SEEN_AT);
            for (Use use : uses) {
                insert = insert.values(
                        DSL.val(tenant.value()),
                        DSL.val(use.name()),
                        DSL.val(process),
                        DSL.val(use.used()),
                        DSL.val(use.throttled()),
                        NOW);
            }
            return insert.onConflict(QUOTA_USE.TENANT_ID, QUOTA_USE.NAME, QUOTA_USE.PROCESS)
                    .doUpdate()
                    .set(QUOTA_USE.USED, excluded(QUOTA_USE.USED))
                    .set(QUOTA_USE.THROTTLED, excluded(QUOTA_USE.THROTTLED))
                    .set(QUOTA_USE.SEEN_AT, NOW)
                    .execute();
        });
    }

    /** All quotas of a tenant, in AWS's order. */
    public List<Line> list(TenantId tenant) {
        return database.read(tenant, sql -> {
            Map<String, Quota> own = own(tenant, sql);
            Map<String, Use> uses = uses(tenant, sql);
            return AwsQuotas.all().keySet().stream()
                    .map(name -> line(name, own, uses))
                    .toList();
        });
    }

    /** One of them; its name must be one. */
    public Line find(TenantId tenant, String name) {
        return database.read(tenant, sql -> line(name, own(tenant, sql), uses(tenant, sql)));
    }

    private Line line(String name, Map<String, Quota> own, Map<String, Use> uses) {
        Optional<Quota> quota = Optional.ofNullable(own.get(name)).or(() -> Allowances.usual(multiple, name));
        Use use = uses.getOrDefault(name, new Use(name, 0, 0));
        return new Line(name, quota, own.containsKey(name), use.used(), use.throttled());
    }

    /** Sets a quota of a tenant, of the kind that the name has. */
    public void set(TenantId tenant, String name, Quota quota) {
        Long refill = quota instanceof Quota.Bucket bucket ? bucket.refill() : null;
        long size = switch (quota) {
            case Quota.Bucket bucket -> bucket.size();
            case Quota.Most most -> most.count();
        };
        var unused = database.write(
                tenant,
                sql -> sql.insertInto(QUOTA, QUOTA.TENANT_ID, QUOTA.NAME, QUOTA.SIZE, QUOTA.REFILL)
                        .values(tenant.value(), name, size, refill)
                        .onConflict(QUOTA.TENANT_ID, QUOTA.NAME)
                        .doUpdate()
                        .set(QUOTA.SIZE, excluded(QUOTA.SIZE))
                        .set(QUOTA.REFILL, excluded(QUOTA.REFILL))
                        .execute());
    }

    /** Takes what is set for a tenant away. */
    public void reset(TenantId tenant, String name) {
        var unused = database.write(
                tenant,
                sql -> sql.deleteFrom(QUOTA)
                        .where(QUOTA.TENANT_ID.eq(tenant.value()), QUOTA.NAME.eq(name))
                        .execute());
    }

    /** The most of something that a tenant may have, in a transaction of its. */
    public static long most(TenantId tenant, DSLContext sql, String name) {
        return sql.select(QUOTA.SIZE)
                .from(QUOTA)
                .where(QUOTA.TENANT_ID.eq(tenant.value()), QUOTA.NAME.eq(name))
                .fetchOptional(QUOTA.SIZE)
                .orElseGet(() -> AwsQuotas.most(name));
    }

    /** Forgets processes that are gone, and what they said. Called now and then. */
    public void sweep() {
        var unused = database.discover(sql -> sql.deleteFrom(QUOTA_SHARER)
                .where(QUOTA_SHARER.SEEN_AT.lt(LONG_AGO))
                .execute());
        database.discover(sql -> Routines.sweepQuotaUses(sql.configuration()));
    }

    private static Map<String, Quota> own(TenantId tenant, DSLContext sql) {
        return sql.select(QUOTA.NAME, QUOTA.SIZE, QUOTA.REFILL)
                .from(QUOTA)
                .where(QUOTA.TENANT_ID.eq(tenant.value()))
                .fetchMap(row -> row.value1(), row -> quota(row.value2(), row.value3()));
    }

    private static Map<String, Use> uses(TenantId tenant, DSLContext sql) {
        Map<String, Use> uses = new HashMap<>();
        sql.select(QUOTA_USE.NAME, sum(QUOTA_USE.USED), sum(QUOTA_USE.THROTTLED))
                .from(QUOTA_USE)
                .where(QUOTA_USE.TENANT_ID.eq(tenant.value()), QUOTA_USE.SEEN_AT.gt(LATELY))
                .groupBy(QUOTA_USE.NAME)
                .forEach(row -> uses.put(
                        row.value1(),
                        new Use(
                                row.value1(),
                                row.value2().longValue(),
                                row.value3().longValue())));
        return uses;
    }

    private static Quota quota(long size, @Nullable Long refill) {
        return refill == null ? new Quota.Most(size) : new Quota.Bucket(size, refill);
    }

    private static Field<Instant> ago(Duration time) {
        return DSL.field("now() - make_interval(secs => {0})", Instant.class, DSL.inline(time.toSeconds()));
    }
}
