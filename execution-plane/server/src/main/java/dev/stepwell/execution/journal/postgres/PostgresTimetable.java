package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.journal.postgres.ExecutionReader.E;
import static dev.stepwell.execution.schema.Tables.SCHEDULE;
import static dev.stepwell.execution.schema.Tables.SCHEDULE_FIRE;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.scheduler.v1.CreateScheduleRequest;
import dev.stepwell.execution.ports.Timetable;
import dev.stepwell.execution.schema.tables.SchedulesDue;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Row2;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The timetable in PostgreSQL. Of two nodes that come at once the second passes over what the first has locked. */
public final class PostgresTimetable implements Timetable {
    private static final Field<Instant> NOW = DSL.field("now()", SQLDataType.INSTANT);

    /** Of each schedule so many fires that started something are kept, and so many others. */
    private static final int KEPT = 50;

    private static final int FIRES_AT_ONCE = 1_000;

    private final EngineTransactions transactions;

    /** In a database that is migrated. */
    public PostgresTimetable(DataSource source) {
        this.transactions = new EngineTransactions(source);
    }

    @Override
    public Added add(TenantId tenant, Entry entry, int most) {
        return transactions.query(List.of(tenant), sql -> {
            int there = sql.fetchCount(sql.selectOne()
                    .from(SCHEDULE)
                    .where(SCHEDULE.TENANT_ID.eq(tenant.value()))
                    .limit(most));
            if (there >= most) {
                return Added.FULL;
            }
            int added = sql.insertInto(SCHEDULE)
                    .set(SCHEDULE.TENANT_ID, tenant.value())
                    .set(SCHEDULE.REGION, entry.region())
                    .set(SCHEDULE.NAME, entry.name())
                    .set(SCHEDULE.SCHEDULE_ID, entry.id())
                    .set(SCHEDULE.ACCOUNT, entry.account())
                    .set(SCHEDULE.DEFINITION, entry.definition().toByteArray())
                    .set(SCHEDULE.ENABLED, entry.isEnabled())
                    .set(SCHEDULE.OVERLAP, entry.overlap().name())
                    .set(SCHEDULE.CREATED_AT, entry.createdAt())
                    .set(SCHEDULE.MODIFIED_AT, entry.modifiedAt())
                    .set(SCHEDULE.TEMPORARY, entry.isTemporary())
                    .set(SCHEDULE.NEXT_DUE, entry.nextDue().orElse(null))
                    .onConflictDoNothing()
                    .execute();
            return added == 1 ? Added.ADDED : Added.TAKEN;
        });
    }

    @Override
    public Optional<Entry> find(TenantId tenant, String region, String name) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.selectFrom(SCHEDULE)
                        .where(named(tenant, region, name))
                        .fetchOptional()
                        .map(PostgresTimetable::entry));
    }

    private static Condition named(TenantId tenant, String region, String name) {
        return SCHEDULE.TENANT_ID
                .eq(tenant.value())
                .and(SCHEDULE.REGION.eq(region))
                .and(SCHEDULE.NAME.eq(name));
    }

    @Override
    public boolean replace(TenantId tenant, Entry entry, Precondition<Entry> expected) {
        Condition it = SCHEDULE.TENANT_ID.eq(tenant.value()).and(SCHEDULE.SCHEDULE_ID.eq(entry.id()));
        return transactions.query(List.of(tenant), sql -> {
            expected.check(() -> held(sql, it));
            return sql.update(SCHEDULE)
                            .set(SCHEDULE.DEFINITION, entry.definition().toByteArray())
                            .set(SCHEDULE.ENABLED, entry.isEnabled())
                            .set(SCHEDULE.OVERLAP, entry.overlap().name())
                            .set(SCHEDULE.MODIFIED_AT, entry.modifiedAt())
                            .set(SCHEDULE.TEMPORARY, entry.isTemporary())
                            .set(SCHEDULE.NEXT_DUE, entry.nextDue().orElse(null))
                            .where(it)
                            .execute()
                    == 1;
        });
    }

    /** A schedule, which nobody else changes until the end of the transaction. */
    private static Optional<Entry> held(DSLContext sql, Condition which) {
        return sql.selectFrom(SCHEDULE).where(which).forUpdate().fetchOptional().map(PostgresTimetable::entry);
    }

    @Override
    public boolean remove(TenantId tenant, String region, String name, Precondition<Entry> expected) {
        return transactions.query(List.of(tenant), sql -> {
            expected.check(() -> held(sql, named(tenant, region, name)));
            List<UUID> gone = sql.deleteFrom(SCHEDULE)
                    .where(named(tenant, region, name))
                    .returningResult(SCHEDULE.SCHEDULE_ID)
                    .fetch(SCHEDULE.SCHEDULE_ID);
            sql.deleteFrom(SCHEDULE_FIRE)
                    .where(SCHEDULE_FIRE.TENANT_ID.eq(tenant.value()))
                    .and(SCHEDULE_FIRE.SCHEDULE_ID.in(gone))
                    .execute();
            return !gone.isEmpty();
        });
    }

    @Override
    public List<Entry> list(TenantId tenant, Wanted wanted, String after, int limit) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.selectFrom(SCHEDULE)
                        .where(SCHEDULE.TENANT_ID.eq(tenant.value()))
                        .and(SCHEDULE.REGION.eq(wanted.region()))
                        .and(SCHEDULE.NAME.gt(after))
                        .and(SCHEDULE.NAME.startsWith(wanted.prefix()))
                        .and(wanted.enabled().map(SCHEDULE.ENABLED::eq).orElse(DSL.noCondition()))
                        .orderBy(SCHEDULE.NAME)
                        .limit(limit)
                        .fetch(PostgresTimetable::entry));
    }

    @Override
    public List<Fire> fires(TenantId tenant, UUID schedule, int limit) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.selectFrom(SCHEDULE_FIRE)
                        .where(SCHEDULE_FIRE.TENANT_ID.eq(tenant.value()))
                        .and(SCHEDULE_FIRE.SCHEDULE_ID.eq(schedule))
                        .orderBy(SCHEDULE_FIRE.DUE_AT.desc())
                        .limit(limit)
                        .fetch(PostgresTimetable::fire));
    }

    @Override
    public int addFires(TenantId tenant, UUID schedule, List<Fire> fires) {
        FireColumns columns = new FireColumns();
        fires.forEach(fire -> columns.add(tenant.value(), schedule, fire));
        return transactions.query(List.of(tenant), sql -> {
            // What is deleted meanwhile is waited for: no fire outlives its schedule.
            boolean there = sql.selectOne()
                    .from(SCHEDULE)
                    .where(SCHEDULE.TENANT_ID.eq(tenant.value()))
                    .and(SCHEDULE.SCHEDULE_ID.eq(schedule))
                    .forShare()
                    .fetchOptional()
                    .isPresent();
            return there ? columns.insert(sql) : 0;
        });
    }

    @Override
    public List<Due> due(Duration ahead, int most, Set<TenantId> suspended) {
        SchedulesDue found = SchedulesDue.SCHEDULES_DUE;
        return transactions.query(
                List.of(),
                sql -> sql.select(found.TENANT_ID, found.SCHEDULE_ID, found.DUE_AT)
                        .from(found.call(
                                Math.toIntExact(ahead.toMillis()),
                                most,
                                suspended.stream().map(TenantId::value).toArray(Long[]::new)))
                        .fetch(row -> new Due(new TenantId(row.value1()), row.value2(), row.value3())));
    }

    @Override
    public void advance(List<Due> schedules, BiFunction<Entry, Instant, Step> step) {
        transactions.query(tenants(schedules), sql -> {
            FireColumns fires = new FireColumns();
            List<Long> tenants = new ArrayList<>();
            List<UUID> ids = new ArrayList<>();
            List<@Nullable Long> next = new ArrayList<>();
            for (Record row : locked(
                    sql,
                    isOneOf(SCHEDULE.TENANT_ID, SCHEDULE.SCHEDULE_ID, schedules).and(SCHEDULE.NEXT_DUE.le(NOW)))) {
                Entry entry = entry(row);
                Step taken = step.apply(entry, row.get(NOW));
                taken.fires().forEach(fire -> fires.add(row.get(SCHEDULE.TENANT_ID), entry.id(), fire));
                tenants.add(row.get(SCHEDULE.TENANT_ID));
                ids.add(entry.id());
                next.add(taken.next().map(Instant::toEpochMilli).orElse(null));
            }
            if (!ids.isEmpty()) {
                fires.insert(sql);
                sql.execute(
                        "UPDATE execution.schedule x SET next_due = 'epoch'::timestamptz + n.next * interval '1 millisecond'"
                                + " FROM unnest({0}, {1}, {2}) AS n (t, s, next)"
                                + " WHERE x.tenant_id = n.t AND x.schedule_id = n.s",
                        DSL.val(tenants.toArray(Long[]::new)),
                        DSL.val(ids.toArray(UUID[]::new)),
                        DSL.val(next.toArray(Long[]::new)));
            }
            return ids.size();
        });
    }

    private static List<Record> locked(DSLContext sql, Condition which) {
        return List.copyOf(sql.select(SCHEDULE.fields())
                .select(NOW)
                .from(SCHEDULE)
                .where(which)
                .forNoKeyUpdate()
                .skipLocked()
                .fetch());
    }

    @Override
    public void decide(List<Due> schedules, Function<List<Work>, List<Decision>> decide) {
        transactions.query(tenants(schedules), sql -> {
            List<Work> work = work(sql, schedules);
            if (!work.isEmpty()) {
                FireColumns columns = new FireColumns();
                decide.apply(work)
                        .forEach(decision ->
                                columns.add(decision.tenant().value(), decision.schedule(), decision.fire()));
                columns.update(sql);
                tidy(sql, work);
            }
            return work.size();
        });
    }

    private static List<Work> work(DSLContext sql, List<Due> schedules) {
        List<Record> rows = locked(
                sql,
                isOneOf(SCHEDULE.TENANT_ID, SCHEDULE.SCHEDULE_ID, schedules)
                        .and(DSL.exists(DSL.selectOne()
                                .from(SCHEDULE_FIRE)
                                .where(ofSchedule())
                                .and(SCHEDULE_FIRE.TRY_AT.le(NOW)))));
        List<Row2<Long, UUID>> ids = rows.stream()
                .map(row -> DSL.row(row.get(SCHEDULE.TENANT_ID), row.get(SCHEDULE.SCHEDULE_ID)))
                .toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<Fire>> fires = new HashMap<>();
        sql.select(SCHEDULE_FIRE.fields())
                .from(SCHEDULE_FIRE)
                .join(SCHEDULE)
                .on(ofSchedule())
                .where(DSL.row(SCHEDULE_FIRE.TENANT_ID, SCHEDULE_FIRE.SCHEDULE_ID)
                        .in(ids))
                .and(SCHEDULE_FIRE
                        .TRY_AT
                        .le(NOW)
                        .or(SCHEDULE_FIRE
                                .TRY_AT
                                .isNotNull()
                                .and(SCHEDULE_FIRE.REASON.isNotNull())
                                .and(SCHEDULE.OVERLAP.eq(Overlap.BUFFER_ONE.name()))))
                .orderBy(SCHEDULE_FIRE.DUE_AT)
                .limit(FIRES_AT_ONCE)
                .forEach(row -> fires.computeIfAbsent(row.get(SCHEDULE_FIRE.SCHEDULE_ID), id -> new ArrayList<>())
                        .add(fire(row)));
        Map<UUID, Set<ExecutionId>> running = running(sql, ids);
        return rows.stream()
                .map(row -> new Work(
                        new TenantId(row.get(SCHEDULE.TENANT_ID)),
                        entry(row),
                        fires.getOrDefault(row.get(SCHEDULE.SCHEDULE_ID), List.of()),
                        running.getOrDefault(row.get(SCHEDULE.SCHEDULE_ID), Set.of()),
                        row.get(NOW)))
                .filter(each -> !each.fires().isEmpty())
                .toList();
    }

    private static Map<UUID, Set<ExecutionId>> running(DSLContext sql, List<Row2<Long, UUID>> ids) {
        Map<UUID, Set<ExecutionId>> running = new HashMap<>();
        sql.select(SCHEDULE_FIRE.SCHEDULE_ID, SCHEDULE_FIRE.EXECUTION_ID)
                .from(SCHEDULE_FIRE)
                .join(SCHEDULE)
                .on(ofSchedule())
                .join(E)
                .on(E.TENANT_ID.eq(SCHEDULE_FIRE.TENANT_ID), E.EXECUTION_ID.eq(SCHEDULE_FIRE.EXECUTION_ID))
                .where(DSL.row(SCHEDULE_FIRE.TENANT_ID, SCHEDULE_FIRE.SCHEDULE_ID)
                        .in(ids))
                .and(SCHEDULE.OVERLAP.ne(Overlap.ALLOW_ALL.name()))
                .and(SCHEDULE_FIRE.OUTCOME.eq(Outcome.STARTED.name()))
                .and(E.STATUS.eq("RUNNING"))
                .forEach(row -> running.computeIfAbsent(row.value1(), id -> new HashSet<>())
                        .add(new ExecutionId(row.value2())));
        return running;
    }

    /** Forgets old fires, and schedules that go when they are never due again. */
    private static void tidy(DSLContext sql, List<Work> work) {
        Long[] tenants = work.stream().map(each -> each.tenant().value()).toArray(Long[]::new);
        UUID[] ids = work.stream().map(each -> each.entry().id()).toArray(UUID[]::new);
        sql.execute(
                "DELETE FROM execution.schedule_fire f USING (SELECT o.tenant_id, o.schedule_id, o.due_at, row_number() OVER"
                        + " (PARTITION BY o.tenant_id, o.schedule_id, o.outcome = 'STARTED' ORDER BY o.due_at DESC) AS nth"
                        + " FROM unnest({0}, {1}) AS w (t, s) JOIN execution.schedule_fire o"
                        + " ON o.tenant_id = w.t AND o.schedule_id = w.s WHERE o.outcome IS NOT NULL) o"
                        + " WHERE o.nth > {2} AND f.tenant_id = o.tenant_id AND f.schedule_id = o.schedule_id AND f.due_at = o.due_at",
                DSL.val(tenants), DSL.val(ids), DSL.inline(KEPT));
        sql.execute(
                "WITH gone AS (DELETE FROM execution.schedule s USING unnest({0}, {1}) AS w (t, s)"
                        + " WHERE s.tenant_id = w.t AND s.schedule_id = w.s AND s.temporary AND s.enabled AND s.next_due IS NULL"
                        + " AND NOT EXISTS (SELECT FROM execution.schedule_fire f WHERE f.tenant_id = w.t AND f.schedule_id = w.s"
                        + " AND f.outcome IS NULL) RETURNING s.tenant_id, s.schedule_id)"
                        + " DELETE FROM execution.schedule_fire f USING gone g"
                        + " WHERE f.tenant_id = g.tenant_id AND f.schedule_id = g.schedule_id",
                DSL.val(tenants), DSL.val(ids));
    }

    private static Condition ofSchedule() {
        return SCHEDULE_FIRE.TENANT_ID.eq(SCHEDULE.TENANT_ID).and(SCHEDULE_FIRE.SCHEDULE_ID.eq(SCHEDULE.SCHEDULE_ID));
    }

    private static Condition isOneOf(TableField<?, Long> tenant, TableField<?, UUID> id, List<Due> schedules) {
        return DSL.row(tenant, id)
                .in(schedules.stream()
                        .map(due -> DSL.row(due.tenant().value(), due.schedule()))
                        .toList());
    }

    private static Set<TenantId> tenants(List<Due> schedules) {
        return schedules.stream().map(Due::tenant).collect(Collectors.toSet());
    }

    private static Entry entry(Record row) {
        try {
            return new Entry(
                    row.get(SCHEDULE.SCHEDULE_ID),
                    row.get(SCHEDULE.ACCOUNT),
                    row.get(SCHEDULE.REGION),
                    row.get(SCHEDULE.NAME),
                    CreateScheduleRequest.parseFrom(row.get(SCHEDULE.DEFINITION)),
                    Overlap.valueOf(row.get(SCHEDULE.OVERLAP)),
                    row.get(SCHEDULE.CREATED_AT),
                    row.get(SCHEDULE.MODIFIED_AT),
                    Optional.ofNullable(row.get(SCHEDULE.NEXT_DUE)));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a schedule cannot be read: " + row.get(SCHEDULE.SCHEDULE_ID), e);
        }
    }

    private static Fire fire(Record row) {
        Instant tryAt = row.get(SCHEDULE_FIRE.TRY_AT);
        byte[] reason = row.get(SCHEDULE_FIRE.REASON);
        return new Fire(
                row.get(SCHEDULE_FIRE.DUE_AT),
                row.get(SCHEDULE_FIRE.COUNTS_FROM),
                tryAt == null ? row.get(SCHEDULE_FIRE.DECIDED_AT) : tryAt,
                row.get(SCHEDULE_FIRE.ATTEMPTS),
                new ExecutionId(row.get(SCHEDULE_FIRE.EXECUTION_ID)),
                Optional.ofNullable(row.get(SCHEDULE_FIRE.OUTCOME))
                        .map(outcome -> new End(
                                Outcome.valueOf(outcome), Optional.ofNullable(row.get(SCHEDULE_FIRE.EXECUTION_ARN)))),
                reason == null ? "" : new String(reason, StandardCharsets.UTF_8));
    }
}
