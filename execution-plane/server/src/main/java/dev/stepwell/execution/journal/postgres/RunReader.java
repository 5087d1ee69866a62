package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.journal.postgres.ExecutionReader.E;
import static dev.stepwell.execution.schema.Tables.NODE;
import static dev.stepwell.execution.schema.Tables.SEGMENT;
import static dev.stepwell.execution.schema.Tables.SNAPSHOT;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.journal.Payloads;
import dev.stepwell.execution.journal.StoredExecution;
import dev.stepwell.execution.journal.codec.EndingFormat;
import dev.stepwell.execution.journal.codec.PayloadRef;
import dev.stepwell.execution.journal.codec.Sealed;
import dev.stepwell.execution.journal.codec.SegmentReader;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.LoadedRun.Snapshot;
import dev.stepwell.execution.ports.Store.Loaded;
import dev.stepwell.execution.ports.UnknownRecordException;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Reads what it takes to go on with executions, several at once. Snapshots and segments are looked up for one execution after the other,
 * by their keys: left to itself, PostgreSQL would read all of a table that was small when it last looked.
 */
final class RunReader {
    private static final Field<Long> SNAPSHOT_SEQ = DSL.field(DSL.name("snapshot_seq"), Long.class);
    private static final Field<byte[]> SNAPSHOT_BYTES = DSL.field(DSL.name("snapshot_bytes"), byte[].class);
    private static final Field<Long> SEGMENT_SEQ = DSL.field(DSL.name("segment_seq"), Long.class);
    private static final Field<byte[]> SEGMENT_BYTES = DSL.field(DSL.name("segment_bytes"), byte[].class);

    /** Keeps PostgreSQL from joining the table as a whole. */
    private static final Param<Integer> ONE_BY_ONE = DSL.inline(0);

    private final EngineTransactions transactions;
    private final String codeVersion;

    RunReader(EngineTransactions transactions, String codeVersion) {
        this.transactions = transactions;
        this.codeVersion = codeVersion;
    }

    /** An execution, whoever owns it. */
    Optional<LoadedRun> load(ExecutionKey key) {
        return switch (read(Set.of(key), DSL.trueCondition()).get(key)) {
            case null -> Optional.empty();
            case Loaded.Here(LoadedRun run) -> Optional.of(run);
            case Loaded.Unreadable(UnknownRecordException why) -> throw why;
            case Loaded.Elsewhere elsewhere -> throw new IllegalStateException("nobody asked whose it is");
        };
    }

    /** Those that are there; of those that another live node owns only the lease is read. */
    Map<ExecutionKey, Loaded> load(Set<ExecutionKey> keys, Incarnation reader) {
        return read(
                keys,
                E.STATUS
                        .ne(RunStatus.RUNNING.name())
                        .or(E.OWNER.eq(reader.value()))
                        .or(NODE.INCARNATION.isNull()));
    }

    /** @param free which of them are read whole */
    private Map<ExecutionKey, Loaded> read(Set<ExecutionKey> keys, Condition free) {
        Set<TenantId> tenants = keys.stream().map(ExecutionKey::tenant).collect(Collectors.toSet());
        return transactions.query(tenants, sql -> {
            Map<ExecutionKey, Loaded> all = new HashMap<>();
            List<Opened> opened = new ArrayList<>();
            rows(sql, keys, free).forEach((key, rows) -> readable(all, key, () -> opened.add(Opened.of(rows))));
            Payloads payloads = ExecutionReader.payloads(
                    sql, opened.stream().collect(Collectors.toMap(each -> each.stored.key(), Opened::refs)));
            for (Opened each : opened) {
                readable(all, each.stored.key(), () -> all.put(each.stored.key(), each.loaded(payloads)));
            }
            return all;
        });
    }

    /** One that cannot be read is no reason not to read the others. */
    private static void readable(Map<ExecutionKey, Loaded> all, ExecutionKey key, Runnable reading) {
        try {
            reading.run();
        } catch (UnknownRecordException e) {
            all.put(key, new Loaded.Unreadable(e));
        }
    }

    /** An execution without the payloads that lie apart; without segments it is elsewhere. */
    private record Opened(StoredExecution stored, Optional<Snapshot> snapshot, List<SegmentReader> segments) {
        private static Opened of(List<Record> rows) {
            Record row = rows.get(0);
            List<SegmentReader> segments = rows.stream()
                    .flatMap(each -> Optional.ofNullable(each.get(SEGMENT_BYTES)).stream())
                    .map(SegmentReader::open)
                    .toList();
            StoredExecution stored = ExecutionReader.stored(
                    row,
                    segments.stream().findFirst(),
                    Optional.ofNullable(row.get(E.ENDING)).map(EndingFormat::open));
            Optional<Snapshot> snapshot = Optional.ofNullable(row.get(SNAPSHOT_SEQ))
                    .map(seq -> new Snapshot(seq, Sealed.open(row.get(SNAPSHOT_BYTES))));
            return new Opened(stored, snapshot, segments);
        }

        private List<PayloadRef> refs() {
            List<PayloadRef> refs = new ArrayList<>(stored.refs());
            segments.forEach(segment -> refs.addAll(segment.refs()));
            return refs;
        }

        private Loaded loaded(Payloads payloads) {
            if (segments.isEmpty()) {
                return new Loaded.Elsewhere(stored.lease());
            }
            long after = snapshot.map(Snapshot::seq).orElse(0L);
            List<JournalRecord> records = new ArrayList<>();
            for (SegmentReader segment : segments) {
                segment.records(payloads).stream()
                        .filter(record -> record.seq() > after)
                        .forEach(records::add);
            }
            return new Loaded.Here(new LoadedRun(stored.row(payloads), snapshot, records));
        }
    }

    private Map<ExecutionKey, List<Record>> rows(DSLContext sql, Set<ExecutionKey> keys, Condition free) {
        Table<?> newest = DSL.lateral(DSL.select(SNAPSHOT.SEQ.as(SNAPSHOT_SEQ), SNAPSHOT.BYTES.as(SNAPSHOT_BYTES))
                .from(SNAPSHOT)
                .where(SNAPSHOT.TENANT_ID
                        .eq(E.TENANT_ID)
                        .and(SNAPSHOT.EXECUTION_ID.eq(E.EXECUTION_ID))
                        .and(SNAPSHOT.CODE_VERSION.eq(codeVersion))
                        .and(free))
                .offset(ONE_BY_ONE)
                .asTable("newest"));
        Table<?> since = DSL.lateral(DSL.select(SEGMENT.FIRST_SEQ.as(SEGMENT_SEQ), SEGMENT.BYTES.as(SEGMENT_BYTES))
                .from(SEGMENT)
                .where(SEGMENT.TENANT_ID
                        .eq(E.TENANT_ID)
                        .and(SEGMENT.EXECUTION_ID.eq(E.EXECUTION_ID))
                        .and(SEGMENT.FIRST_SEQ.eq(1L).or(SEGMENT.LAST_SEQ.gt(DSL.coalesce(SNAPSHOT_SEQ, DSL.val(0L)))))
                        .and(free))
                .offset(ONE_BY_ONE)
                .asTable("since"));
        List<SelectField<?>> columns = new ArrayList<>(ExecutionReader.ROW);
        columns.addAll(List.of(E.ENDING, SNAPSHOT_SEQ, SNAPSHOT_BYTES, SEGMENT_BYTES));
        return sql
                .select(columns)
                .from(E)
                .leftJoin(NODE)
                .on(NODE.INCARNATION.eq(E.OWNER))
                .leftJoin(newest)
                .on(DSL.trueCondition())
                .leftJoin(since)
                .on(DSL.trueCondition())
                .where(DSL.row(E.TENANT_ID, E.EXECUTION_ID)
                        .in(keys.stream()
                                .map(key ->
                                        DSL.row(key.tenant().value(), key.id().value()))
                                .toList()))
                .orderBy(SEGMENT_SEQ)
                .fetch()
                .stream()
                .collect(Collectors.groupingBy(ExecutionReader::key));
    }
}
