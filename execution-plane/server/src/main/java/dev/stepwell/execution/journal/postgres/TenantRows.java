package dev.stepwell.execution.journal.postgres;

import dev.stepwell.names.TenantId;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * All that the store has of a tenant, to be deleted. Nobody may start anything for the tenant any more; what still runs is fenced off by
 * the loss of its row, and nodes that hold it throw it away at its next turn.
 */
public final class TenantRows {
    private static final int ROWS_AT_ONCE = 1000;

    private final EngineTransactions transactions;

    /** In a database that is migrated. */
    public TenantRows(DataSource source) {
        this.transactions = new EngineTransactions(source);
    }

    /**
     * Deletes up to a thousand rows.
     *
     * @return how many; 0 when nothing is left
     * @throws dev.stepwell.execution.ports.StoreException when the database did not come to it
     */
    public long deleteSome(TenantId tenant) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.select(DSL.field(
                                "execution.delete_tenant_rows({0}, {1})",
                                SQLDataType.BIGINT, DSL.val(tenant.value()), DSL.val(ROWS_AT_ONCE)))
                        .fetchSingle()
                        .value1());
    }
}
