package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.journal.postgres.ExecutionReader.E;
import static dev.stepwell.execution.schema.Tables.LOG_BACKLOG;
import static dev.stepwell.execution.schema.Tables.LOG_LINE;
import static dev.stepwell.execution.schema.Tables.SEGMENT;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.journal.codec.CorruptJournalException;
import dev.stepwell.execution.journal.codec.FactsFormat;
import dev.stepwell.execution.journal.codec.SegmentReader;
import dev.stepwell.execution.ports.LogSetting;
import dev.stepwell.execution.ports.Logbook;
import dev.stepwell.execution.ports.UnknownRecordException;
import dev.stepwell.execution.schema.tables.TenantsWithLines;
import dev.stepwell.execution.schema.tables.ToBeLogged;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Row3;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The logbook in PostgreSQL. Notes that there is something to log come with the turns ({@link GroupSql}). */
public final class PostgresLogbook implements Logbook {
    private static final Logger LOG = System.getLogger(PostgresLogbook.class.getName());
    private static final int TENANTS_AT_ONCE = 10_000;
    private static final int LINES_AT_ONCE = 1_000;

    private final EngineTransactions transactions;

    /** In a database that is migrated. */
    public PostgresLogbook(DataSource source) {
        this.transactions = new EngineTransactions(source);
    }

    /** A turn of which lines are to be written. */
    private record Noted(ExecutionKey key, long firstSeq) {}

    /** What is inserted, as one array a column: however many lines there are, the statement is the same. */
    private static final class Columns {
        private final List<Long> tenants = new ArrayList<>();
        private final List<UUID> executions = new ArrayList<>();
        private final List<Long> events = new ArrayList<>();
        private final List<String> regions = new ArrayList<>();
        private final List<String> machines = new ArrayList<>();
        private final List<Long> millis = new ArrayList<>();
        private final List<byte[]> bytes = new ArrayList<>();

        void add(ExecutionKey key, StartFacts facts, Line line) {
            tenants.add(key.tenant().value());
            executions.add(key.id().value());
            events.add(line.eventId());
            regions.add(facts.region());
            machines.add(machineOf(facts));
            millis.add(line.at().toEpochMilli());
            bytes.add(line.text().getBytes(StandardCharsets.UTF_8));
        }

        void insert(DSLContext sql) {
            if (!tenants.isEmpty()) {
                sql.execute(
                        "INSERT INTO execution.log_line (tenant_id, execution_id, event_id, region, machine, at, bytes)"
                                + " SELECT t, x, e, r, m, 'epoch'::timestamptz + a * interval '1 millisecond', b"
                                + " FROM unnest({0}, {1}, {2}, {3}, {4}, {5}, {6}) AS l (t, x, e, r, m, a, b)"
                                + " ON CONFLICT DO NOTHING",
                        DSL.val(tenants.toArray(Long[]::new)),
                        DSL.val(executions.toArray(UUID[]::new)),
                        DSL.val(events.toArray(Long[]::new)),
                        DSL.val(regions.toArray(String[]::new)),
                        DSL.val(machines.toArray(String[]::new)),
                        DSL.val(millis.toArray(Long[]::new)),
                        DSL.val(bytes.toArray(byte[][]::new)));
            }
        }
    }

    /** A Map's children log where their machine does. */
    private static String machineOf(StartFacts facts) {
        String name = facts.stateMachineName();
        int label = name.indexOf('/');
        return label < 0 ? name : name.substring(0, label);
    }

    @Override
    public int writeSome(Printer printer, int most) {
        ToBeLogged found = ToBeLogged.TO_BE_LOGGED;
        List<Noted> noted = transactions.query(
                List.of(),
                sql -> sql.select(found.TENANT_ID, found.EXECUTION_ID, found.FIRST_SEQ)
                        .from(found.call(most))
                        .fetch(row -> new Noted(key(row.value1(), row.value2()), row.value3())));
        if (noted.isEmpty()) {
            return 0;
        }
        Set<TenantId> tenants = new HashSet<>();
        noted.forEach(turn -> tenants.add(turn.key().tenant()));
        return transactions.query(tenants, sql -> write(sql, noted, printer));
    }

    private static int write(DSLContext sql, List<Noted> noted, Printer printer) {
        List<Row3<Long, UUID, Long>> keys =
                noted.stream().map(PostgresLogbook::row).toList();
        List<Record> taken = List.copyOf(sql.select(
                        LOG_BACKLOG.TENANT_ID,
                        LOG_BACKLOG.EXECUTION_ID,
                        LOG_BACKLOG.FIRST_SEQ,
                        LOG_BACKLOG.LEVEL,
                        LOG_BACKLOG.WITH_DATA,
                        E.FACTS,
                        E.REDRIVE_COUNT,
                        SEGMENT.BYTES)
                .from(LOG_BACKLOG)
                .join(E)
                .on(E.TENANT_ID.eq(LOG_BACKLOG.TENANT_ID), E.EXECUTION_ID.eq(LOG_BACKLOG.EXECUTION_ID))
                .join(SEGMENT)
                .on(
                        SEGMENT.TENANT_ID.eq(LOG_BACKLOG.TENANT_ID),
                        SEGMENT.EXECUTION_ID.eq(LOG_BACKLOG.EXECUTION_ID),
                        SEGMENT.FIRST_SEQ.eq(LOG_BACKLOG.FIRST_SEQ))
                .where(DSL.row(LOG_BACKLOG.TENANT_ID, LOG_BACKLOG.EXECUTION_ID, LOG_BACKLOG.FIRST_SEQ)
                        .in(keys))
                .forUpdate()
                .of(LOG_BACKLOG)
                .skipLocked()
                .fetch());
        Columns lines = new Columns();
        List<Row3<Long, UUID, Long>> done = new ArrayList<>();
        List<Row3<Long, UUID, Long>> later = new ArrayList<>();
        for (Record turn : taken) {
            ExecutionKey key = key(turn.get(LOG_BACKLOG.TENANT_ID), turn.get(LOG_BACKLOG.EXECUTION_ID));
            Row3<Long, UUID, Long> row = row(new Noted(key, turn.get(LOG_BACKLOG.FIRST_SEQ)));
            try {
                StartFacts facts = FactsFormat.facts(turn.get(E.FACTS));
                LogSetting setting = new LogSetting(
                        LogSetting.Level.valueOf(turn.get(LOG_BACKLOG.LEVEL)), turn.get(LOG_BACKLOG.WITH_DATA));
                printer.lines(
                                key,
                                facts,
                                setting,
                                records(sql, key, turn.get(SEGMENT.BYTES)),
                                turn.get(E.REDRIVE_COUNT))
                        .forEach(line -> lines.add(key, facts, line));
                done.add(row);
            } catch (UnknownRecordException | CorruptJournalException e) {
                LOG.log(Level.WARNING, "what execution {0} did cannot be logged now: {1}", key, e.toString());
                later.add(row);
            }
        }
        lines.insert(sql);
        sql.deleteFrom(LOG_BACKLOG).where(isOneOf(done)).execute();
        if (!later.isEmpty()) {
            sql.execute(
                    "UPDATE execution.log_backlog SET due_at = now() + interval '1 minute' WHERE {0}", isOneOf(later));
        }
        return taken.size();
    }

    private static List<JournalRecord> records(DSLContext sql, ExecutionKey key, byte[] bytes) {
        SegmentReader segment = SegmentReader.open(bytes);
        return segment.records(ExecutionReader.payloads(sql, key, segment.refs()));
    }

    private static Condition isOneOf(List<Row3<Long, UUID, Long>> rows) {
        return DSL.row(LOG_BACKLOG.TENANT_ID, LOG_BACKLOG.EXECUTION_ID, LOG_BACKLOG.FIRST_SEQ)
                .in(rows);
    }

    private static Row3<Long, UUID, Long> row(Noted turn) {
        return DSL.row(turn.key().tenant().value(), turn.key().id().value(), turn.firstSeq());
    }

    @Override
    public void write(ExecutionKey key, StartFacts facts, List<Line> lines) {
        Columns columns = new Columns();
        lines.forEach(line -> columns.add(key, facts, line));
        transactions.query(List.of(key.tenant()), sql -> {
            columns.insert(sql);
            return key;
        });
    }

    @Override
    public List<Line> read(TenantId tenant, Wanted wanted, Optional<Line> after, int limit) {
        Condition all = LOG_LINE.TENANT_ID
                .eq(tenant.value())
                .and(LOG_LINE.REGION.eq(wanted.region()))
                .and(LOG_LINE.MACHINE.eq(wanted.stateMachineName()));
        all = all.and(wanted.execution()
                .map(id -> LOG_LINE.EXECUTION_ID.eq(id.value()))
                .orElse(DSL.noCondition()));
        all = all.and(wanted.from().map(LOG_LINE.AT::ge).orElse(DSL.noCondition()));
        all = all.and(wanted.until().map(LOG_LINE.AT::lt).orElse(DSL.noCondition()));
        if (after.isPresent()) {
            Line last = after.get();
            all = all.and(DSL.row(LOG_LINE.AT, LOG_LINE.EXECUTION_ID, LOG_LINE.EVENT_ID)
                    .gt(last.at(), last.execution().value(), last.eventId()));
        }
        Condition those = all;
        return transactions.query(
                List.of(tenant),
                sql -> sql.select(LOG_LINE.EXECUTION_ID, LOG_LINE.EVENT_ID, LOG_LINE.AT, LOG_LINE.BYTES)
                        .from(LOG_LINE)
                        .where(those)
                        .orderBy(LOG_LINE.AT, LOG_LINE.EXECUTION_ID, LOG_LINE.EVENT_ID)
                        .limit(limit)
                        .fetch(row -> new Line(
                                new ExecutionId(row.value1()),
                                row.value2(),
                                row.value3(),
                                new String(row.value4(), StandardCharsets.UTF_8))));
    }

    @Override
    public int forgetSome(Instant before) {
        TenantsWithLines found = TenantsWithLines.TENANTS_WITH_LINES;
        Set<TenantId> tenants = new HashSet<>(transactions.query(
                List.of(),
                sql -> sql.select(found.TENANT_ID)
                        .from(found.call(before, TENANTS_AT_ONCE))
                        .fetch(row -> new TenantId(row.value1()))));
        int forgotten = 0;
        for (TenantId tenant : tenants) {
            forgotten += transactions.query(
                    List.of(tenant),
                    sql -> sql.execute(
                            "DELETE FROM execution.log_line WHERE tenant_id = {0} AND ctid IN"
                                    + " (SELECT ctid FROM execution.log_line WHERE tenant_id = {0} AND at < {1} LIMIT {2})",
                            DSL.val(tenant.value()), DSL.val(before, SQLDataType.INSTANT), DSL.inline(LINES_AT_ONCE)));
        }
        return forgotten;
    }

    private static ExecutionKey key(Long tenant, UUID id) {
        return new ExecutionKey(new TenantId(tenant), new ExecutionId(id));
    }
}
