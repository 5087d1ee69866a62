package dev.stepwell.execution.journal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.execution.journal.TestPostgres;
import dev.stepwell.execution.ports.StoreException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgres")
class EngineTransactionsTest {
    private final DataSource database = TestPostgres.migrated();
    private final EngineTransactions transactions = new EngineTransactions(database);
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void whoStoodStillForTooLongAsksOnceMore() {
        int answer = transactions.query(List.of(), sql -> {
            if (tries.incrementAndGet() == 1) {
                standStill(sql);
            }
            return sql.selectOne().fetchSingle().value1();
        });

        assertThat(answer).isEqualTo(1);
        assertThat(tries).hasValue(2);
    }

    @Test
    void whoAlwaysStandsStillFailsWithoutDoubt() {
        assertThatThrownBy(() -> transactions.query(List.of(), sql -> {
                    tries.incrementAndGet();
                    standStill(sql);
                    return sql.selectOne().fetchSingle().value1();
                }))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.inDoubt()).isFalse());
        assertThat(tries).hasValue(2);
    }

    @Test
    void whatFailsOtherwiseIsNotAskedAgain() {
        assertThatThrownBy(() -> transactions.query(List.of(), sql -> {
                    tries.incrementAndGet();
                    return sql.execute("SELECT 1 / 0");
                }))
                .isInstanceOf(StoreException.class);
        assertThat(tries).hasValue(1);
    }

    /** Until PostgreSQL has ended the session, which it does by itself. */
    private void standStill(DSLContext sql) {
        int session = sql.select(DSL.field("pg_backend_pid()", Integer.class))
                .fetchSingle()
                .value1();
        sql.execute("SET LOCAL idle_in_transaction_session_timeout = '1ms'");
        DSLContext watcher = DSL.using(database, SQLDialect.POSTGRES);
        while (watcher.fetchExists(watcher.selectOne().from("pg_stat_activity").where("pid = ?", session))) {
            Thread.onSpinWait();
        }
    }
}
