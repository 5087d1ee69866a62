package dev.stepwell.execution.journal.index;

import static dev.stepwell.execution.schema.Tables.BULK_ITEM;
import static dev.stepwell.execution.schema.Tables.BULK_OPERATION;
import static dev.stepwell.execution.schema.Tables.EXECUTION_NAME;

import dev.stepwell.execution.bulk.BulkBook;
import dev.stepwell.execution.journal.postgres.EngineTransactions;
import dev.stepwell.execution.schema.tables.BulkDue;
import dev.stepwell.execution.schema.tables.BulkEnded;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Row2;
import org.jooq.impl.DSL;

/** Bulk operations in PostgreSQL. */
public final class PostgresBulkBook implements BulkBook {
    private static final int INSERTED_AT_ONCE = 10_000;
    private static final int FORGOTTEN_AT_ONCE = 1;

    private final EngineTransactions transactions;

    /** In a database that is migrated. */
    public PostgresBulkBook(DataSource source) {
        this.transactions = new EngineTransactions(source);
    }

    /** Whether by items that have just been decided ({@code c}) all are; what a statement has updated it does not see yet. */
    private static final String OVER = "(o.done + o.skipped + o.failed + c.every >= o.total)";

    /** Which operation. */
    private record Place(TenantId tenant, UUID operation) {}

    @Override
    public Map<String, ExecutionId> named(TenantId tenant, List<Name> names) {
        Map<List<String>, String> arns = new HashMap<>();
        names.forEach(name -> arns.put(List.of(name.region(), name.machine(), name.name()), name.arn()));
        return transactions.query(
                List.of(tenant),
                sql -> sql
                        .select(
                                EXECUTION_NAME.REGION,
                                EXECUTION_NAME.MACHINE,
                                EXECUTION_NAME.NAME,
                                EXECUTION_NAME.EXECUTION_ID)
                        .from(EXECUTION_NAME)
                        .where(EXECUTION_NAME.TENANT_ID.eq(tenant.value()))
                        .and(DSL.row(EXECUTION_NAME.REGION, EXECUTION_NAME.MACHINE, EXECUTION_NAME.NAME)
                                .in(names.stream()
                                        .map(name -> DSL.row(name.region(), name.machine(), name.name()))
                                        .toList()))
                        .stream()
                        .collect(Collectors.toMap(
                                row -> arns.get(List.of(row.value1(), row.value2(), row.value3())),
                                row -> new ExecutionId(row.value4()))));
    }

    @Override
    public boolean add(TenantId tenant, Operation operation, List<Member> members, int most) {
        return transactions.query(List.of(tenant), sql -> {
            // Two that count at once would both find room.
            sql.fetch(
                    "SELECT pg_advisory_xact_lock(hashtext('execution.bulk_operation'), {0}::integer) IS NULL",
                    DSL.val((int) tenant.value()));
            int open = sql.fetchCount(
                    BULK_OPERATION,
                    BULK_OPERATION.TENANT_ID.eq(tenant.value()),
                    BULK_OPERATION.STATUS.eq(Status.RUNNING.name()));
            if (open >= most && operation.status() == Status.RUNNING) {
                return false;
            }
            insert(sql, tenant, operation);
            for (int from = 0; from < members.size(); from += INSERTED_AT_ONCE) {
                insert(
                        sql,
                        new Place(tenant, operation.id()),
                        from,
                        members.subList(from, Math.min(from + INSERTED_AT_ONCE, members.size())));
            }
            return true;
        });
    }

    private static void insert(DSLContext sql, TenantId tenant, Operation operation) {
        sql.insertInto(BULK_OPERATION)
                .set(BULK_OPERATION.TENANT_ID, tenant.value())
                .set(BULK_OPERATION.OPERATION_ID, operation.id())
                .set(BULK_OPERATION.REGION, operation.region())
                .set(BULK_OPERATION.ACCOUNT, operation.account())
                .set(BULK_OPERATION.PRINCIPAL, operation.principal())
                .set(BULK_OPERATION.ACTION, operation.deed().action())
                .set(DeedColumns.values(operation.deed()))
                .set(BULK_OPERATION.RATE, operation.rate())
                .set(BULK_OPERATION.STATUS, operation.status().name())
                .set(BULK_OPERATION.TOTAL, operation.counts().total())
                .set(BULK_OPERATION.DONE, 0)
                .set(BULK_OPERATION.SKIPPED, 0)
                .set(BULK_OPERATION.FAILED, 0)
                .set(BULK_OPERATION.CREATED_AT, operation.createdAt())
                .set(BULK_OPERATION.ENDED_AT, operation.endedAt().orElse(null))
                .set(BULK_OPERATION.DUE_AT, operation.status() == Status.RUNNING ? operation.createdAt() : null)
                .execute();
    }

    private static void insert(DSLContext sql, Place place, int from, List<Member> members) {
        sql.execute(
                "INSERT INTO execution.bulk_item (tenant_id, operation_id, ord, execution_id, execution_arn, attempts, result)"
                        + " SELECT {0}, {1}, {2} + m.o - 1, m.x, m.a, 0, 'PENDING'"
                        + " FROM unnest({3}, {4}) WITH ORDINALITY AS m (x, a, o)",
                DSL.val(place.tenant().value()),
                DSL.val(place.operation()),
                DSL.val(from),
                DSL.val(members.stream()
                        .map(member -> member.execution().value())
                        .toArray(UUID[]::new)),
                DSL.val(members.stream().map(Member::arn).toArray(String[]::new)));
    }

    @Override
    public Optional<Operation> find(TenantId tenant, String region, UUID operation) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.selectFrom(BULK_OPERATION)
                        .where(is(new Place(tenant, operation)), BULK_OPERATION.REGION.eq(region))
                        .fetchOptional(PostgresBulkBook::operation));
    }

    @Override
    public List<Operation> last(TenantId tenant, String region, int most) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.selectFrom(BULK_OPERATION)
                        .where(BULK_OPERATION.TENANT_ID.eq(tenant.value()), BULK_OPERATION.REGION.eq(region))
                        .orderBy(BULK_OPERATION.CREATED_AT.desc(), BULK_OPERATION.OPERATION_ID)
                        .limit(most)
                        .fetch(PostgresBulkBook::operation));
    }

    @Override
    public List<Item> items(TenantId tenant, UUID operation, Optional<Result> result, int after, int limit) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.selectFrom(BULK_ITEM)
                        .where(
                                BULK_ITEM.TENANT_ID.eq(tenant.value()),
                                BULK_ITEM.OPERATION_ID.eq(operation),
                                BULK_ITEM.ORD.gt(after),
                                result.map(r -> BULK_ITEM.RESULT.eq(DSL.inline(r.name())))
                                        .orElse(DSL.noCondition()))
                        .orderBy(BULK_ITEM.ORD)
                        .limit(limit)
                        .fetch(PostgresBulkBook::item));
    }

    @Override
    public void cancel(TenantId tenant, UUID operation) {
        transactions.query(
                List.of(tenant),
                sql -> sql.execute(
                        "UPDATE execution.bulk_operation SET status = 'CANCELED', ended_at = now(), due_at = NULL"
                                + " WHERE tenant_id = {0} AND operation_id = {1} AND status = 'RUNNING'",
                        DSL.val(tenant.value()), DSL.val(operation)));
    }

    @Override
    public List<Batch> take(int most, Duration patience) {
        BulkDue found = BulkDue.BULK_DUE;
        List<Place> due = transactions.query(
                List.of(),
                sql -> sql.select(found.TENANT_ID, found.OPERATION_ID)
                        .from(found.call(most))
                        .fetch(row -> new Place(new TenantId(row.value1()), row.value2())));
        if (due.isEmpty()) {
            return List.of();
        }
        Set<TenantId> tenants = due.stream().map(Place::tenant).collect(Collectors.toSet());
        return transactions.query(tenants, sql -> take(sql, due, patience));
    }

    /** Of two nodes that come at once the second finds them not due any more. */
    private static List<Batch> take(DSLContext sql, List<Place> due, Duration patience) {
        List<Record> mine = List.copyOf(sql.update(BULK_OPERATION)
                .set(
                        BULK_OPERATION.DUE_AT,
                        DSL.field(
                                "now() + {0} * interval '1 millisecond'",
                                BULK_OPERATION.DUE_AT.getDataType(), DSL.inline(patience.toMillis())))
                .where(DSL.row(BULK_OPERATION.TENANT_ID, BULK_OPERATION.OPERATION_ID)
                        .in(due.stream().map(PostgresBulkBook::row).toList()))
                .and(DSL.condition("due_at <= now()"))
                .returning()
                .fetch());
        Map<Place, List<Item>> items = new HashMap<>();
        sql.resultQuery(
                        "UPDATE execution.bulk_item i SET attempts = i.attempts + 1"
                                + " FROM unnest({0}, {1}, {2}) AS o (t, x, many) CROSS JOIN LATERAL"
                                + " (SELECT p.ord FROM execution.bulk_item p WHERE p.tenant_id = o.t AND p.operation_id = o.x"
                                + " AND p.result = 'PENDING' ORDER BY p.ord LIMIT o.many) n"
                                + " WHERE i.tenant_id = o.t AND i.operation_id = o.x AND i.ord = n.ord"
                                + " RETURNING i.tenant_id, i.operation_id, i.ord, i.execution_id, i.execution_arn, i.attempts",
                        DSL.val(mine.stream()
                                .map(row -> row.get(BULK_OPERATION.TENANT_ID))
                                .toArray(Long[]::new)),
                        DSL.val(mine.stream()
                                .map(row -> row.get(BULK_OPERATION.OPERATION_ID))
                                .toArray(UUID[]::new)),
                        DSL.val(mine.stream()
                                .map(row -> Math.max(1, row.get(BULK_OPERATION.RATE) / 4))
                                .toArray(Integer[]::new)))
                .forEach(row -> items.computeIfAbsent(
                                new Place(new TenantId(row.get(0, Long.class)), row.get(1, UUID.class)),
                                place -> new ArrayList<>())
                        .add(new Item(
                                row.get(2, Integer.class),
                                new ExecutionId(row.get(3, UUID.class)),
                                row.get(4, String.class),
                                row.get(5, Integer.class),
                                Result.PENDING,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
        return mine.stream()
                .map(row -> {
                    Operation operation = operation(row);
                    TenantId tenant = new TenantId(row.get(BULK_OPERATION.TENANT_ID));
                    return new Batch(
                            tenant, operation, items.getOrDefault(new Place(tenant, operation.id()), List.of()));
                })
                .toList();
    }

    @Override
    public void decided(TenantId tenant, UUID operation, List<Decision> decisions, Duration pause) {
        transactions.query(
                List.of(tenant),
                sql -> sql.execute(
                        "WITH told AS (UPDATE execution.bulk_item i SET result = d.r, reason = d.w, made = d.m, decided_at = now()"
                                + " FROM unnest({2}, {3}, {4}, {6}) AS d (o, r, w, m) WHERE i.tenant_id = {0} AND i.operation_id = {1}"
                                + " AND i.ord = d.o AND i.result = 'PENDING' RETURNING i.result),"
                                + " counted AS (SELECT count(*) FILTER (WHERE result = 'DONE') AS done,"
                                + " count(*) FILTER (WHERE result = 'SKIPPED') AS skipped,"
                                + " count(*) FILTER (WHERE result = 'FAILED') AS failed, count(*) AS every FROM told)"
                                + " UPDATE execution.bulk_operation o SET done = o.done + c.done, skipped = o.skipped + c.skipped,"
                                + " failed = o.failed + c.failed, status = CASE WHEN o.status = 'RUNNING' AND " + OVER
                                + " THEN 'COMPLETED' ELSE o.status END, ended_at = CASE WHEN o.status = 'RUNNING' AND "
                                + OVER
                                + " THEN now() ELSE o.ended_at END, due_at = CASE WHEN o.status <> 'RUNNING' OR " + OVER
                                + " THEN NULL ELSE now() + {5} * interval '1 millisecond' END FROM counted c"
                                + " WHERE o.tenant_id = {0} AND o.operation_id = {1}",
                        DSL.val(tenant.value()),
                        DSL.val(operation),
                        DSL.val(decisions.stream().map(Decision::ord).toArray(Integer[]::new)),
                        DSL.val(decisions.stream()
                                .map(decision -> decision.result().name())
                                .toArray(String[]::new)),
                        DSL.val(decisions.stream()
                                .map(decision ->
                                        decision.reason().map(Texts::bytes).orElse(null))
                                .toArray(byte[][]::new)),
                        DSL.inline(pause.toMillis()),
                        DSL.val(decisions.stream()
                                .map(decision -> decision.made().orElse(null))
                                .toArray(String[]::new))));
    }

    @Override
    public int forgetSome(Instant before) {
        BulkEnded found = BulkEnded.BULK_ENDED;
        List<Place> old = transactions.query(
                List.of(),
                sql -> sql.select(found.TENANT_ID, found.OPERATION_ID)
                        .from(found.call(before, FORGOTTEN_AT_ONCE))
                        .fetch(row -> new Place(new TenantId(row.value1()), row.value2())));
        if (old.isEmpty()) {
            return 0;
        }
        return transactions.query(old.stream().map(Place::tenant).collect(Collectors.toSet()), sql -> {
            List<Row2<Long, UUID>> rows =
                    old.stream().map(PostgresBulkBook::row).toList();
            sql.deleteFrom(BULK_ITEM)
                    .where(DSL.row(BULK_ITEM.TENANT_ID, BULK_ITEM.OPERATION_ID).in(rows))
                    .execute();
            return sql.deleteFrom(BULK_OPERATION)
                    .where(DSL.row(BULK_OPERATION.TENANT_ID, BULK_OPERATION.OPERATION_ID)
                            .in(rows))
                    .execute();
        });
    }

    private static Row2<Long, UUID> row(Place place) {
        return DSL.row(place.tenant().value(), place.operation());
    }

    private static Condition is(Place place) {
        return BULK_OPERATION
                .TENANT_ID
                .eq(place.tenant().value())
                .and(BULK_OPERATION.OPERATION_ID.eq(place.operation()));
    }

    private static Operation operation(Record row) {
        return new Operation(
                row.get(BULK_OPERATION.OPERATION_ID),
                row.get(BULK_OPERATION.REGION),
                row.get(BULK_OPERATION.ACCOUNT),
                row.get(BULK_OPERATION.PRINCIPAL),
                DeedColumns.deed(row),
                row.get(BULK_OPERATION.RATE),
                Status.valueOf(row.get(BULK_OPERATION.STATUS)),
                new Counts(
                        row.get(BULK_OPERATION.TOTAL),
                        row.get(BULK_OPERATION.DONE),
                        row.get(BULK_OPERATION.SKIPPED),
                        row.get(BULK_OPERATION.FAILED)),
                row.get(BULK_OPERATION.CREATED_AT),
                Optional.ofNullable(row.get(BULK_OPERATION.ENDED_AT)));
    }

    private static Item item(Record row) {
        return new Item(
                row.get(BULK_ITEM.ORD),
                new ExecutionId(row.get(BULK_ITEM.EXECUTION_ID)),
                row.get(BULK_ITEM.EXECUTION_ARN),
                row.get(BULK_ITEM.ATTEMPTS),
                Result.valueOf(row.get(BULK_ITEM.RESULT)),
                Optional.ofNullable(row.get(BULK_ITEM.REASON)).map(Texts::text),
                Optional.ofNullable(row.get(BULK_ITEM.MADE)),
                Optional.ofNullable(row.get(BULK_ITEM.DECIDED_AT)));
    }
}
