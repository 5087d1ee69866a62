package dev.stepwell.execution.journal.postgres;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Makes the weekly partitions of records and payloads ahead of time. What has none goes into a default partition and works all the
 * same, but cannot be dropped as a whole: so this is asked at the start of a node and once a day.
 */
public final class Partitions {
    /** How many weeks are made ahead, the running one included. */
    public static final int WEEKS = 4;

    private final EngineTransactions transactions;

    public Partitions(DataSource source) {
        this.transactions = new EngineTransactions(source);
    }

    /**
     * Makes those that are missing, by the database's clock; several nodes may ask at once.
     *
     * @return how many were made
     * @throws dev.stepwell.execution.ports.StoreException when the database did not come to it
     */
    public int ensure() {
        return make("now()");
    }

    int ensure(Instant since) {
        return make("'" + since + "'::timestamptz");
    }

    private int make(String since) {
        return transactions.query(
                List.of(),
                sql -> sql.select(DSL.field(
                                "execution.make_partitions(" + since + ", {0})", SQLDataType.INTEGER, DSL.val(WEEKS)))
                        .fetchSingle()
                        .value1());
    }
}
