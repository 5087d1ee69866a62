package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.journal.postgres.ExecutionReader.E;
import static dev.stepwell.execution.schema.Tables.SWF_RUN;

import dev.stepwell.engine.workflow.CloseStatus;
import dev.stepwell.execution.journal.RunRows;
import dev.stepwell.execution.journal.codec.FactsFormat;
import dev.stepwell.execution.ports.SwfRuns;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/** The runs of SWF in the durable store's database. It reads only. */
public final class PostgresSwfRuns implements SwfRuns {
    private static final List<SelectField<?>> SHOWN = List.of(
            SWF_RUN.TENANT_ID,
            SWF_RUN.EXECUTION_ID,
            E.FACTS,
            SWF_RUN.START_DATE,
            SWF_RUN.CLOSE_DATE,
            SWF_RUN.CLOSE_STATUS,
            SWF_RUN.CANCEL_REQUESTED);

    private final EngineTransactions transactions;

    /**
     * The runs in a migrated database, see {@link ExecutionSchema}.
     *
     * @param source a pool of connections whose user is a member of {@code sw_engine}
     */
    public PostgresSwfRuns(DataSource source) {
        this.transactions = new EngineTransactions(source);
    }

    @Override
    public List<Run> list(TenantId tenant, Wanted wanted, boolean reverse, Optional<After> after, int limit) {
        Field<Instant> time = time(wanted);
        Condition behind = after.map(a -> {
                    var place = DSL.row(time, SWF_RUN.EXECUTION_ID);
                    return reverse
                            ? place.gt(a.time(), a.run().value())
                            : place.lt(a.time(), a.run().value());
                })
                .orElse(DSL.noCondition());
        List<SortField<?>> order = reverse
                ? List.of(time.asc(), SWF_RUN.EXECUTION_ID.asc())
                : List.of(time.desc(), SWF_RUN.EXECUTION_ID.desc());
        return transactions.query(
                List.of(tenant),
                sql -> sql.select(SHOWN)
                        .from(SWF_RUN)
                        .join(E)
                        .on(E.TENANT_ID.eq(SWF_RUN.TENANT_ID), E.EXECUTION_ID.eq(SWF_RUN.EXECUTION_ID))
                        .where(wanted(tenant, wanted), behind)
                        .orderBy(order)
                        .limit(limit)
                        .fetch(PostgresSwfRuns::run));
    }

    @Override
    public int count(TenantId tenant, Wanted wanted, int most) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.fetchCount(sql.select(SWF_RUN.EXECUTION_ID)
                        .from(SWF_RUN)
                        .where(wanted(tenant, wanted))
                        .limit(most)));
    }

    @Override
    public Optional<Run> find(ExecutionKey key) {
        return transactions.query(
                List.of(key.tenant()),
                sql -> sql.select(SHOWN)
                        .from(SWF_RUN)
                        .join(E)
                        .on(E.TENANT_ID.eq(SWF_RUN.TENANT_ID), E.EXECUTION_ID.eq(SWF_RUN.EXECUTION_ID))
                        .where(
                                SWF_RUN.TENANT_ID.eq(key.tenant().value()),
                                SWF_RUN.EXECUTION_ID.eq(key.id().value()))
                        .fetchOptional(PostgresSwfRuns::run));
    }

    /** The same as {@link Wanted#matches}; a test holds the two against each other. */
    private static Condition wanted(TenantId tenant, Wanted wanted) {
        Condition state = switch (wanted.state()) {
            case OPEN -> SWF_RUN.CLOSE_DATE.isNull();
            case CLOSED -> SWF_RUN.CLOSE_DATE.isNotNull().and(SWF_RUN.CLOSE_DATE.ge(wanted.closedSince()));
        };
        return SWF_RUN.TENANT_ID
                .eq(tenant.value())
                .and(SWF_RUN.REGION.eq(wanted.region()))
                .and(SWF_RUN.DOMAIN.eq(wanted.domain()))
                .and(state)
                .and(time(wanted).between(wanted.from(), wanted.until()))
                .and(filter(wanted.filter()));
    }

    private static Field<Instant> time(Wanted wanted) {
        return switch (wanted.by()) {
            case START -> SWF_RUN.START_DATE;
            case CLOSE -> SWF_RUN.CLOSE_DATE;
        };
    }

    private static Condition filter(Filter filter) {
        return switch (filter) {
            case All f -> DSL.noCondition();
            case WorkflowId f -> SWF_RUN.WORKFLOW_ID.eq(f.workflowId());
            case Type f ->
                SWF_RUN.TYPE_NAME
                        .eq(f.name())
                        .and(f.version().map(SWF_RUN.TYPE_VERSION::eq).orElse(DSL.noCondition()));
            case Tag f ->
                DSL.position(
                                DSL.concat(DSL.val("\n"), SWF_RUN.TAGS, DSL.val("\n")),
                                DSL.val("\n" + RunRows.tag(f.tag()) + "\n"))
                        .gt(0);
            case Status f -> SWF_RUN.CLOSE_STATUS.eq(f.status().name());
        };
    }

    private static Run run(Record row) {
        Optional<Closed> closed = Optional.ofNullable(row.get(SWF_RUN.CLOSE_DATE))
                .map(at -> new Closed(at, CloseStatus.valueOf(row.get(SWF_RUN.CLOSE_STATUS))));
        return new Run(
                new ExecutionKey(
                        new TenantId(row.get(SWF_RUN.TENANT_ID)), new ExecutionId(row.get(SWF_RUN.EXECUTION_ID))),
                FactsFormat.facts(row.get(E.FACTS)).swf().orElseThrow(),
                row.get(SWF_RUN.START_DATE),
                closed,
                row.get(SWF_RUN.CANCEL_REQUESTED));
    }
}
