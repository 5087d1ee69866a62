package dev.stepwell.execution.journal.index;

import static dev.stepwell.execution.schema.Tables.MACHINE_PAUSE;

import dev.stepwell.execution.journal.postgres.EngineTransactions;
import dev.stepwell.execution.pauses.PauseBook;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.schema.tables.TenantsWithMachinePauses;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Paused machines in PostgreSQL. */
public final class PostgresPauseBook implements PauseBook {
    /** The second finds what began on nodes that did not know yet. */
    private static final int PASSES = 2;

    private static final Condition DUE = DSL.condition("due_at <= now()");

    private final EngineTransactions transactions;

    /** In a database that is migrated. */
    public PostgresPauseBook(DataSource source) {
        this.transactions = new EngineTransactions(source);
    }

    private record Place(TenantId tenant, Machine machine) {}

    @Override
    public Instant pause(TenantId tenant, Machine machine, Pause pause) {
        return transactions.query(List.of(tenant), sql -> {
            sql.execute(
                    "INSERT INTO execution.machine_pause AS p"
                            + " (tenant_id, region, machine, principal, reason, paused_at, round, passes, due_at)"
                            + " VALUES ({0}, {1}, {2}, {3}, {4}, now(), 1, {5}, now())"
                            + " ON CONFLICT (tenant_id, region, machine) DO UPDATE SET principal = excluded.principal,"
                            + " reason = excluded.reason, paused_at = now(), resumed_at = NULL, round = p.round + 1,"
                            + " passes = {5}, last_start = NULL, last_id = NULL, due_at = now() WHERE p.resumed_at IS NOT NULL",
                    DSL.val(tenant.value()),
                    DSL.val(machine.region()),
                    DSL.val(machine.name()),
                    DSL.val(pause.by()),
                    DSL.val(pause.reason().map(Texts::bytes).orElse(null), byte[].class),
                    DSL.inline(PASSES));
            return sql.select(MACHINE_PAUSE.PAUSED_AT)
                    .from(MACHINE_PAUSE)
                    .where(is(new Place(tenant, machine)))
                    .fetchSingle()
                    .value1();
        });
    }

    @Override
    public void resume(TenantId tenant, Machine machine) {
        transactions.query(
                List.of(tenant),
                sql -> sql.execute(
                        "UPDATE execution.machine_pause SET resumed_at = now(), round = round + 1, passes = {3},"
                                + " last_start = NULL, last_id = NULL, due_at = now()"
                                + " WHERE tenant_id = {0} AND region = {1} AND machine = {2} AND resumed_at IS NULL",
                        DSL.val(tenant.value()),
                        DSL.val(machine.region()),
                        DSL.val(machine.name()),
                        DSL.inline(PASSES)));
    }

    @Override
    public Optional<Standing> find(TenantId tenant, Machine machine) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.selectFrom(MACHINE_PAUSE)
                        .where(is(new Place(tenant, machine)))
                        .fetchOptional(row -> new Standing(
                                pause(row),
                                row.get(MACHINE_PAUSE.PAUSED_AT),
                                row.get(MACHINE_PAUSE.RESUMED_AT) != null,
                                row.get(MACHINE_PAUSE.PASSES) == 0)));
    }

    @Override
    public List<Paused> paused() {
        List<TenantId> tenants = tenants();
        return tenants.isEmpty()
                ? List.of()
                : transactions.query(
                        tenants,
                        sql -> sql.selectFrom(MACHINE_PAUSE)
                                .where(ofAny(tenants), MACHINE_PAUSE.RESUMED_AT.isNull())
                                .fetch(row -> new Paused(
                                        new TenantId(row.get(MACHINE_PAUSE.TENANT_ID)), machine(row), pause(row))));
    }

    private List<TenantId> tenants() {
        TenantsWithMachinePauses found = TenantsWithMachinePauses.TENANTS_WITH_MACHINE_PAUSES;
        return transactions.query(
                List.of(), sql -> sql.selectFrom(found).fetch(row -> new TenantId(row.get(found.TENANT_ID))));
    }

    /** Of two nodes that come at once the second finds them not due any more. */
    @Override
    public List<Pass> take(int most, Duration patience) {
        List<TenantId> tenants = tenants();
        if (tenants.isEmpty()) {
            return List.of();
        }
        return transactions.query(tenants, sql -> {
            List<Place> due = sql.selectFrom(MACHINE_PAUSE)
                    .where(ofAny(tenants), DUE)
                    .orderBy(MACHINE_PAUSE.DUE_AT)
                    .limit(most)
                    .fetch(row -> new Place(new TenantId(row.get(MACHINE_PAUSE.TENANT_ID)), machine(row)));
            return due.isEmpty()
                    ? List.of()
                    : sql.update(MACHINE_PAUSE)
                            .set(MACHINE_PAUSE.DUE_AT, in(patience))
                            .where(
                                    DSL.or(due.stream()
                                            .map(PostgresPauseBook::is)
                                            .toList()),
                                    DUE)
                            .returning()
                            .fetch(PostgresPauseBook::pass);
        });
    }

    private static Condition ofAny(List<TenantId> tenants) {
        return MACHINE_PAUSE.TENANT_ID.in(tenants.stream().map(TenantId::value).toList());
    }

    private static Machine machine(Record row) {
        return new Machine(row.get(MACHINE_PAUSE.REGION), row.get(MACHINE_PAUSE.MACHINE));
    }

    @Override
    public void told(Pass pass, Optional<After> last, Duration rest) {
        Condition same = is(new Place(pass.tenant(), pass.machine())).and(MACHINE_PAUSE.ROUND.eq(pass.round()));
        transactions.query(List.of(pass.tenant()), sql -> {
            if (last.isPresent()) {
                return sql.update(MACHINE_PAUSE)
                        .set(MACHINE_PAUSE.LAST_START, last.get().startDate())
                        .set(MACHINE_PAUSE.LAST_ID, last.get().key().id().value())
                        .set(MACHINE_PAUSE.DUE_AT, in(Duration.ZERO))
                        .where(same)
                        .execute();
            }
            sql.update(MACHINE_PAUSE)
                    .set(MACHINE_PAUSE.LAST_START, (Instant) null)
                    .setNull(MACHINE_PAUSE.LAST_ID)
                    .set(MACHINE_PAUSE.PASSES, MACHINE_PAUSE.PASSES.minus(1))
                    .set(MACHINE_PAUSE.DUE_AT, DSL.when(MACHINE_PAUSE.PASSES.gt(1), in(rest)))
                    .where(same)
                    .execute();
            return sql.deleteFrom(MACHINE_PAUSE)
                    .where(same, MACHINE_PAUSE.RESUMED_AT.isNotNull(), MACHINE_PAUSE.PASSES.eq(0))
                    .execute();
        });
    }

    private static Field<Instant> in(Duration time) {
        return DSL.field(
                "now() + {0} * interval '1 millisecond'",
                MACHINE_PAUSE.DUE_AT.getDataType(), DSL.inline(time.toMillis()));
    }

    private static Condition is(Place place) {
        return DSL.and(
                MACHINE_PAUSE.TENANT_ID.eq(place.tenant().value()),
                MACHINE_PAUSE.REGION.eq(place.machine().region()),
                MACHINE_PAUSE.MACHINE.eq(place.machine().name()));
    }

    private static Pause pause(Record row) {
        return new Pause(
                row.get(MACHINE_PAUSE.PRINCIPAL),
                Optional.ofNullable(row.get(MACHINE_PAUSE.REASON)).map(Texts::text));
    }

    private static Pass pass(Record row) {
        TenantId tenant = new TenantId(row.get(MACHINE_PAUSE.TENANT_ID));
        return new Pass(
                tenant,
                machine(row),
                pause(row),
                row.get(MACHINE_PAUSE.RESUMED_AT) != null,
                row.get(MACHINE_PAUSE.ROUND),
                Optional.ofNullable(row.get(MACHINE_PAUSE.LAST_ID))
                        .map(id -> new After(
                                row.get(MACHINE_PAUSE.LAST_START), new ExecutionKey(tenant, new ExecutionId(id)))));
    }
}
