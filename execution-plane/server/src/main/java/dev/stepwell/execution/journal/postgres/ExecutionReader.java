package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.schema.Tables.EXECUTION_NAME;
import static dev.stepwell.execution.schema.Tables.NODE;
import static dev.stepwell.execution.schema.Tables.PAYLOAD;
import static dev.stepwell.execution.schema.Tables.SEGMENT;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.journal.Payloads;
import dev.stepwell.execution.journal.StoredExecution;
import dev.stepwell.execution.journal.codec.EndingFormat;
import dev.stepwell.execution.journal.codec.FactsFormat;
import dev.stepwell.execution.journal.codec.PayloadRef;
import dev.stepwell.execution.journal.codec.SegmentReader;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.ExecutionRow.Lease;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.Redrives;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Store.ListQuery;
import dev.stepwell.execution.schema.tables.Execution;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Row3;
import org.jooq.SelectField;
import org.jooq.impl.DSL;

/** Reads executions: their rows, and lists. */
public final class ExecutionReader {
    static final Execution E = Execution.EXECUTION_;
    private static final Field<Boolean> ALIVE =
            DSL.field(NODE.INCARNATION.isNotNull()).as("alive");
    static final List<SelectField<?>> ROW = List.of(
            E.TENANT_ID,
            E.EXECUTION_ID,
            E.EPOCH,
            E.SEQ,
            E.OWNER,
            E.START_DATE,
            E.STOP_DATE,
            E.STATUS,
            E.REDRIVE_COUNT,
            E.REDRIVE_DATE,
            E.FACTS,
            NODE.ADDRESS,
            ALIVE);
    private static final List<SelectField<?>> WHOLE = with(E.ENDING, SEGMENT.FIRST_SEQ, SEGMENT.BYTES);

    private final EngineTransactions transactions;

    ExecutionReader(EngineTransactions transactions) {
        this.transactions = transactions;
    }

    Optional<ExecutionRow> find(ExecutionKey key) {
        return transactions.query(List.of(key.tenant()), sql -> find(sql, key));
    }

    Optional<ExecutionRow> findByName(TenantId tenant, String region, String machine, String name) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.select(EXECUTION_NAME.EXECUTION_ID)
                        .from(EXECUTION_NAME)
                        .where(EXECUTION_NAME
                                .TENANT_ID
                                .eq(tenant.value())
                                .and(EXECUTION_NAME.REGION.eq(region))
                                .and(EXECUTION_NAME.MACHINE.eq(machine))
                                .and(EXECUTION_NAME.NAME.eq(name)))
                        .fetchOptional(EXECUTION_NAME.EXECUTION_ID)
                        .flatMap(id -> find(sql, new ExecutionKey(tenant, new ExecutionId(id)))));
    }

    private static Optional<ExecutionRow> find(DSLContext sql, ExecutionKey key) {
        Record found = sql.select(WHOLE)
                .from(E)
                .leftJoin(NODE)
                .on(NODE.INCARNATION.eq(E.OWNER))
                .leftJoin(SEGMENT)
                .on(ofExecution().and(SEGMENT.FIRST_SEQ.eq(1L)))
                .where(is(key))
                .fetchOne();
        if (found == null) {
            return Optional.empty();
        }
        StoredExecution stored = stored(
                found,
                Optional.of(SegmentReader.open(found.get(SEGMENT.BYTES))),
                Optional.ofNullable(found.get(E.ENDING)).map(EndingFormat::open));
        return Optional.of(stored.row(payloads(sql, key, stored.refs())));
    }

    Map<ExecutionId, ExecutionRow> findAll(TenantId tenant, Set<ExecutionId> ids) {
        return transactions.query(List.of(tenant), sql -> {
            List<StoredExecution> all = stored(sql, tenant, ids);
            Payloads payloads =
                    payloads(sql, all.stream().collect(Collectors.toMap(StoredExecution::key, StoredExecution::refs)));
            return all.stream()
                    .map(stored -> stored.row(payloads))
                    .collect(Collectors.toMap(row -> row.key().id(), row -> row));
        });
    }

    /** Executions whose large payloads are still to be fetched, those of them that are there. */
    public static List<StoredExecution> stored(DSLContext sql, TenantId tenant, Set<ExecutionId> ids) {
        return sql.select(WHOLE)
                .from(E)
                .leftJoin(NODE)
                .on(NODE.INCARNATION.eq(E.OWNER))
                .leftJoin(SEGMENT)
                .on(ofExecution().and(SEGMENT.FIRST_SEQ.eq(1L)))
                .where(E.TENANT_ID
                        .eq(tenant.value())
                        .and(E.EXECUTION_ID.in(
                                ids.stream().map(ExecutionId::value).toList())))
                .fetch(row -> stored(
                        row,
                        Optional.of(SegmentReader.open(row.get(SEGMENT.BYTES))),
                        Optional.ofNullable(row.get(E.ENDING)).map(EndingFormat::open)));
    }

    /** The large payloads that several executions point at. */
    public static Payloads payloads(DSLContext sql, Map<ExecutionKey, List<PayloadRef>> refs) {
        List<Row3<Long, UUID, byte[]>> wanted = new ArrayList<>();
        refs.forEach((key, all) -> all.forEach(ref -> wanted.add(
                DSL.row(key.tenant().value(), key.id().value(), ref.hash().toByteArray()))));
        Map<ByteString, byte[]> bytes = new HashMap<>();
        if (!wanted.isEmpty()) {
            sql.select(PAYLOAD.HASH, PAYLOAD.BYTES)
                    .from(PAYLOAD)
                    .where(DSL.row(PAYLOAD.TENANT_ID, PAYLOAD.EXECUTION_ID, PAYLOAD.HASH)
                            .in(wanted))
                    .forEach(row -> bytes.put(UnsafeByteOperations.unsafeWrap(row.value1()), row.value2()));
        }
        return new Payloads(bytes);
    }

    List<ExecutionRow> list(TenantId tenant, ListQuery query) {
        Condition wanted = ofMachine(tenant, query.region(), query.stateMachineName());
        if (query.status().isPresent()) {
            wanted = wanted.and(isStatus(query.status().get()));
        }
        if (query.redriven().isPresent()) {
            wanted = wanted.and(query.redriven().get() ? E.REDRIVE_COUNT.gt(0) : E.REDRIVE_COUNT.eq(0));
        }
        if (query.qualifierArn().isPresent()) {
            String arn = query.qualifierArn().get();
            wanted = wanted.and(E.VERSION_ARN.eq(arn).or(E.ALIAS_ARN.eq(arn)));
        }
        if (query.after().isPresent()) {
            After after = query.after().get();
            wanted = wanted.and(DSL.row(E.START_DATE, E.EXECUTION_ID)
                    .lt(after.startDate(), after.key().id().value()));
        }
        Condition all = wanted;
        return transactions.query(
                List.of(tenant),
                sql -> sql.select(ROW)
                        .from(E)
                        .leftJoin(NODE)
                        .on(NODE.INCARNATION.eq(E.OWNER))
                        .where(all)
                        .orderBy(E.START_DATE.desc(), E.EXECUTION_ID.desc())
                        .limit(query.limit())
                        .fetch(row ->
                                stored(row, Optional.empty(), Optional.empty()).row(new Payloads(Map.of()))));
    }

    /** One look into the index of the running ones per machine, however many executions each has. */
    Set<String> running(TenantId tenant, String region, Set<String> machines) {
        Field<String> machine = DSL.field(DSL.name("asked", "machine"), String.class);
        Condition running = E.TENANT_ID
                .eq(tenant.value())
                .and(E.REGION.eq(region))
                .and(E.MACHINE.eq(machine))
                .and(isStatus(RunStatus.RUNNING));
        return transactions.query(
                List.of(tenant),
                sql -> Set.copyOf(sql.select(machine)
                        .from(DSL.unnest(machines.toArray(String[]::new)).as("asked", "machine"))
                        .whereExists(sql.selectOne().from(E).where(running))
                        .fetch(machine)));
    }

    /** The large payloads that are pointed at. */
    static Payloads payloads(DSLContext sql, ExecutionKey key, Collection<PayloadRef> refs) {
        if (refs.isEmpty()) {
            return new Payloads(Map.of());
        }
        List<byte[]> hashes = refs.stream()
                .map(PayloadRef::hash)
                .distinct()
                .map(ByteString::toByteArray)
                .toList();
        Map<ByteString, byte[]> bytes = new HashMap<>();
        sql.select(PAYLOAD.HASH, PAYLOAD.BYTES)
                .from(PAYLOAD)
                .where(PAYLOAD.TENANT_ID
                        .eq(key.tenant().value())
                        .and(PAYLOAD.EXECUTION_ID.eq(key.id().value()))
                        .and(PAYLOAD.HASH.in(hashes)))
                .forEach(row -> bytes.put(UnsafeByteOperations.unsafeWrap(row.value1()), row.value2()));
        return new Payloads(bytes);
    }

    static StoredExecution stored(Record row, Optional<SegmentReader> first, Optional<EndingFormat> ending) {
        Lease lease = new Lease(
                Optional.of(new Incarnation(row.get(E.OWNER))),
                Boolean.TRUE.equals(row.get(ALIVE)),
                Optional.ofNullable(row.get(NODE.ADDRESS)),
                row.get(E.EPOCH),
                row.get(E.SEQ));
        return new StoredExecution(
                key(row),
                FactsFormat.facts(row.get(E.FACTS)),
                RunStatus.valueOf(row.get(E.STATUS)),
                row.get(E.START_DATE),
                Optional.ofNullable(row.get(E.STOP_DATE)),
                new Redrives(row.get(E.REDRIVE_COUNT), Optional.ofNullable(row.get(E.REDRIVE_DATE))),
                lease,
                first,
                ending);
    }

    static ExecutionKey key(Record row) {
        return new ExecutionKey(new TenantId(row.get(E.TENANT_ID)), new ExecutionId(row.get(E.EXECUTION_ID)));
    }

    private static Condition is(ExecutionKey key) {
        return E.TENANT_ID
                .eq(key.tenant().value())
                .and(E.EXECUTION_ID.eq(key.id().value()));
    }

    private static Condition ofExecution() {
        return SEGMENT.TENANT_ID.eq(E.TENANT_ID).and(SEGMENT.EXECUTION_ID.eq(E.EXECUTION_ID));
    }

    private static Condition ofMachine(TenantId tenant, String region, String machine) {
        return E.TENANT_ID.eq(tenant.value()).and(E.REGION.eq(region)).and(E.MACHINE.eq(machine));
    }

    /** Written out, as the index of the running ones is partial. */
    private static Condition isStatus(RunStatus status) {
        return E.STATUS.eq(DSL.inline(status.name()));
    }

    private static List<SelectField<?>> with(SelectField<?>... more) {
        List<SelectField<?>> all = new ArrayList<>(ROW);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
