package dev.stepwell.execution.journal.postgres;

import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What the store has of workflow executions that have closed, to be deleted when their domains keep it no longer. */
public final class ClosedRunRows {
    private static final int RUNS_AT_ONCE = 200;

    private final EngineTransactions transactions;

    /** In a database that is migrated. */
    public ClosedRunRows(DataSource source) {
        this.transactions = new EngineTransactions(source);
    }

    /**
     * Deletes up to 200 runs with their histories: those that closed first, by the database's clock; none within an hour of its close, and none with something in its inbox.
     *
     * @param days how long each domain keeps what has closed, by its name; what is of other domains stays
     * @return how many; 0 when none is left
     * @throws dev.stepwell.execution.ports.StoreException when the database did not come to it
     */
    public long deleteSome(TenantId tenant, Region region, Map<String, Integer> days) {
        List<String> domains = new ArrayList<>(days.keySet());
        Integer[] kept = domains.stream().map(days::get).toArray(Integer[]::new);
        return transactions.query(
                List.of(tenant),
                sql -> sql.select(DSL.field(
                                "execution.delete_closed_runs({0}, {1}, {2}, {3}, {4})",
                                SQLDataType.BIGINT,
                                DSL.val(tenant.value()),
                                DSL.val(region.value()),
                                DSL.val(domains.toArray(String[]::new)),
                                DSL.val(kept),
                                DSL.val(RUNS_AT_ONCE)))
                        .fetchSingle()
                        .value1());
    }
}
