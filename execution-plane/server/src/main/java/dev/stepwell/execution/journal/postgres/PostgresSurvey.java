package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.journal.postgres.ExecutionReader.E;
import static dev.stepwell.execution.schema.Tables.SEGMENT;
import static dev.stepwell.execution.schema.Tables.TASK;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.journal.Payloads;
import dev.stepwell.execution.journal.codec.FactsFormat;
import dev.stepwell.execution.journal.codec.PayloadRef;
import dev.stepwell.execution.journal.codec.SegmentReader;
import dev.stepwell.execution.ports.Redrives;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;

/** The survey over the durable store's database. It reads only, and everything it looks for stands in an index of the tenant's. */
public final class PostgresSurvey implements Survey {
    /** The columns that {@link #found} reads. */
    public static final List<SelectField<?>> FOUND = List.of(
            E.TENANT_ID,
            E.EXECUTION_ID,
            E.FACTS,
            E.STATUS,
            E.START_DATE,
            E.STOP_DATE,
            E.ERROR,
            E.REDRIVE_COUNT,
            E.REDRIVE_DATE);

    private static final List<SelectField<?>> OPEN = List.of(
            TASK.TENANT_ID,
            TASK.EXECUTION_ID,
            E.FACTS,
            TASK.EVENT_ID,
            TASK.GENERATION,
            TASK.HANDED_OUT,
            TASK.SCHEDULED_AT,
            TASK.LAST_BEAT);
    /** The names of machines have no colon. */
    private static final Condition SHOWN = E.MACHINE.notLike(DSL.inline("%:%"));

    private static final Field<Integer> COUNT = DSL.count();

    private final EngineTransactions transactions;

    /**
     * A survey over a migrated database, see {@link ExecutionSchema}.
     *
     * @param source a pool of connections whose user is a member of {@code sw_engine}
     */
    public PostgresSurvey(DataSource source) {
        this.transactions = new EngineTransactions(source);
    }

    @Override
    public List<Found> search(TenantId tenant, Wanted wanted, Optional<After> after, int limit) {
        Condition all = wanted(tenant, wanted)
                .and(after.map(a -> DSL.row(E.START_DATE, E.EXECUTION_ID)
                                .lt(a.startDate(), a.key().id().value()))
                        .orElse(DSL.noCondition()));
        return transactions.query(
                List.of(tenant),
                sql -> sql.select(FOUND)
                        .from(E)
                        .where(all)
                        .orderBy(E.START_DATE.desc(), E.EXECUTION_ID.desc())
                        .limit(limit)
                        .fetch(PostgresSurvey::found));
    }

    @Override
    public Map<RunStatus, Long> count(TenantId tenant, Wanted wanted) {
        Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
        transactions.query(
                List.of(tenant),
                sql -> sql.select(E.STATUS, COUNT)
                        .from(E)
                        .where(wanted(tenant, wanted))
                        .groupBy(E.STATUS)
                        .fetch(row -> counts.put(
                                RunStatus.valueOf(row.value1()), row.value2().longValue())));
        return counts;
    }

    @Override
    public List<Found> these(TenantId tenant, Collection<ExecutionId> ids) {
        List<UUID> wanted = ids.stream().map(ExecutionId::value).toList();
        return transactions.query(
                List.of(tenant),
                sql -> sql.select(FOUND)
                        .from(E)
                        .where(E.TENANT_ID.eq(tenant.value()), E.EXECUTION_ID.in(wanted))
                        .fetch(PostgresSurvey::found));
    }

    @Override
    public List<Found> changedSince(TenantId tenant, String region, Instant since, int limit) {
        Field<Instant> changed = DSL.coalesce(E.STOP_DATE, E.START_DATE);
        return transactions.query(
                List.of(tenant),
                sql -> sql.select(FOUND)
                        .from(E)
                        .where(
                                E.TENANT_ID.eq(tenant.value()),
                                E.REGION.eq(region),
                                SHOWN,
                                E.START_DATE.ge(since).or(E.STOP_DATE.ge(since)))
                        .orderBy(changed, E.EXECUTION_ID)
                        .limit(limit)
                        .fetch(PostgresSurvey::found));
    }

    @Override
    public List<MachineCount> running(TenantId tenant, String region) {
        return counts(tenant, region, isStatus(RunStatus.RUNNING));
    }

    @Override
    public List<MachineCount> endedSince(TenantId tenant, String region, Instant since) {
        return counts(tenant, region, E.STOP_DATE.ge(since));
    }

    @Override
    public List<JournalRecord> records(ExecutionKey key, long after, int commits) {
        return transactions.query(List.of(key.tenant()), sql -> {
            List<SegmentReader> segments = sql.select(SEGMENT.BYTES)
                    .from(SEGMENT)
                    .where(
                            SEGMENT.TENANT_ID.eq(key.tenant().value()),
                            SEGMENT.EXECUTION_ID.eq(key.id().value()),
                            SEGMENT.FIRST_SEQ.gt(after))
                    .orderBy(SEGMENT.FIRST_SEQ)
                    .limit(commits)
                    .fetch(row -> SegmentReader.open(row.value1()));
            List<PayloadRef> refs = new ArrayList<>();
            segments.forEach(segment -> refs.addAll(segment.refs()));
            Payloads payloads = ExecutionReader.payloads(sql, key, refs);
            return segments.stream()
                    .flatMap(segment -> segment.records(payloads).stream())
                    .toList();
        });
    }

    private List<MachineCount> counts(TenantId tenant, String region, Condition which) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.select(E.MACHINE, E.STATUS, COUNT)
                        .from(E)
                        .where(E.TENANT_ID.eq(tenant.value()), E.REGION.eq(region), SHOWN, which)
                        .groupBy(E.MACHINE, E.STATUS)
                        .fetch(row -> new MachineCount(row.value1(), RunStatus.valueOf(row.value2()), row.value3())));
    }

    @Override
    public List<OpenTask> openTasks(TenantId tenant, TaskLine line, Optional<AfterTask> after, int limit) {
        Condition behind = after.map(a -> DSL.row(TASK.SCHEDULED_AT, TASK.EXECUTION_ID, TASK.EVENT_ID)
                        .gt(a.scheduled(), a.execution().value(), a.eventId()))
                .orElse(DSL.noCondition());
        return tasks(tenant, inLine(line).and(behind), limit);
    }

    @Override
    public TaskCounts taskCounts(TenantId tenant, TaskLine line) {
        return transactions.query(List.of(tenant), sql -> {
            Map<Boolean, Integer> counts = sql.select(TASK.HANDED_OUT, COUNT)
                    .from(TASK)
                    .where(TASK.TENANT_ID.eq(tenant.value()), inLine(line))
                    .groupBy(TASK.HANDED_OUT)
                    .fetchMap(TASK.HANDED_OUT, COUNT);
            return new TaskCounts(counts.getOrDefault(false, 0), counts.getOrDefault(true, 0));
        });
    }

    /** The index has the hash only; the text decides. */
    private static Condition inLine(TaskLine line) {
        return DSL.condition("hashtextextended({0}, 0) = hashtextextended({1}, 0)", TASK.LINE, DSL.val(line.text()))
                .and(TASK.LINE.eq(line.text()));
    }

    @Override
    public List<OpenTask> tasksOf(ExecutionKey key) {
        return tasks(key.tenant(), TASK.EXECUTION_ID.eq(key.id().value()), Integer.MAX_VALUE);
    }

    private List<OpenTask> tasks(TenantId tenant, Condition which, int limit) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.select(OPEN)
                        .from(TASK)
                        .join(E)
                        .on(E.TENANT_ID.eq(TASK.TENANT_ID), E.EXECUTION_ID.eq(TASK.EXECUTION_ID))
                        .where(TASK.TENANT_ID.eq(tenant.value()), which)
                        .orderBy(TASK.SCHEDULED_AT, TASK.EXECUTION_ID, TASK.EVENT_ID)
                        .limit(limit)
                        .fetch(PostgresSurvey::openTask));
    }

    /** The same as {@link Wanted#matches}; a test holds the two against each other. */
    public static Condition wanted(TenantId tenant, Wanted wanted) {
        Condition all =
                E.TENANT_ID.eq(tenant.value()).and(E.REGION.eq(wanted.region())).and(SHOWN);
        all = all.and(wanted.machine().map(E.MACHINE::eq).orElse(DSL.noCondition()));
        all = all.and(wanted.statuses().stream()
                .map(PostgresSurvey::isStatus)
                .reduce(Condition::or)
                .orElse(DSL.noCondition()));
        all = all.and(wanted.name()
                .map(part -> DSL.position(DSL.lower(E.NAME), DSL.val(Wanted.lower(part)))
                        .gt(0))
                .orElse(DSL.noCondition()));
        all = all.and(wanted.error()
                .map(error -> E.ERROR.eq(error.getBytes(StandardCharsets.UTF_8)))
                .orElse(DSL.noCondition()));
        all = all.and(wanted.startedAfter().map(E.START_DATE::ge).orElse(DSL.noCondition()));
        all = all.and(wanted.startedBefore().map(E.START_DATE::lt).orElse(DSL.noCondition()));
        all = all.and(wanted.stoppedAfter().map(E.STOP_DATE::ge).orElse(DSL.noCondition()));
        all = all.and(wanted.stoppedBefore().map(E.STOP_DATE::lt).orElse(DSL.noCondition()));
        all = all.and(wanted.versionArn().map(E.VERSION_ARN::eq).orElse(DSL.noCondition()));
        return all.and(wanted.aliasArn().map(E.ALIAS_ARN::eq).orElse(DSL.noCondition()));
    }

    /** Written out, as indexes are for some statuses only. */
    private static Condition isStatus(RunStatus status) {
        return E.STATUS.eq(DSL.inline(status.name()));
    }

    /** What a row of {@link #FOUND} says. */
    public static Found found(Record row) {
        return new Found(
                new ExecutionKey(new TenantId(row.get(E.TENANT_ID)), new ExecutionId(row.get(E.EXECUTION_ID))),
                FactsFormat.facts(row.get(E.FACTS)),
                RunStatus.valueOf(row.get(E.STATUS)),
                row.get(E.START_DATE),
                Optional.ofNullable(row.get(E.STOP_DATE)),
                Optional.ofNullable(row.get(E.ERROR)).map(error -> new String(error, StandardCharsets.UTF_8)),
                new Redrives(row.get(E.REDRIVE_COUNT), Optional.ofNullable(row.get(E.REDRIVE_DATE))));
    }

    private static OpenTask openTask(Record row) {
        return new OpenTask(
                new ExecutionKey(new TenantId(row.get(TASK.TENANT_ID)), new ExecutionId(row.get(TASK.EXECUTION_ID))),
                FactsFormat.facts(row.get(E.FACTS)),
                new TaskRef(row.get(TASK.EVENT_ID), row.get(TASK.GENERATION)),
                row.get(TASK.HANDED_OUT),
                row.get(TASK.SCHEDULED_AT),
                Optional.ofNullable(row.get(TASK.LAST_BEAT)));
    }
}
