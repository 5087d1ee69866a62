package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.journal.codec.EveryRecord;
import dev.stepwell.execution.journal.codec.Sealed;
import dev.stepwell.execution.journal.postgres.PostgresStore;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.Loaded;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.UnknownRecordException;
import dev.stepwell.execution.ports.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** How the PostgreSQL store does what every store does: in how many round trips, and what happens when the database fails. */
@Tag("postgres")
class PostgresGroupTest extends StoreFixture {
    private static final PGSimpleDataSource DATABASE = TestPostgres.migrated();
    private static final HikariDataSource POOL = pool();
    private final BreakingSource breaking = new BreakingSource(POOL);

    private static HikariDataSource pool() {
        PGSimpleDataSource counted = new PGSimpleDataSource();
        counted.setURL(DATABASE.getURL());
        counted.setUser(DATABASE.getUser());
        counted.setPassword(DATABASE.getPassword());
        counted.setSocketFactory(CountingSockets.class.getName());
        HikariConfig config = new HikariConfig();
        config.setDataSource(counted);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Override
    Store newStore() {
        return new PostgresStore(breaking, "test");
    }

    @Override
    void tick() {
        throw new UnsupportedOperationException("nothing here depends on time");
    }

    @Test
    void aGroupIsOneTransactionOfTwoRoundTrips() {
        List<TestRun> runs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            runs.add(started());
        }
        List<Long> trips = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            List<TurnCommit> group = new ArrayList<>();
            TestRun born = newRun();
            group.add(born.birth());
            runs.forEach(run -> group.add(run.turn(
                    EveryRecord.LARGE,
                    Effect.OpenTask.byToken(new TaskRef(run.seq, 0)),
                    new Effect.WakeAt(run.now.plusSeconds(60 - run.seq)))));
            long before = CountingSockets.TRIPS.get();
            assertThat(store.commit(group)).containsOnly(COMMITTED);
            trips.add(CountingSockets.TRIPS.get() - before);
            for (int i = 0; i < runs.size(); i++) {
                runs.get(i).follow(group.get(i + 1));
            }
            runs.add(born);
            born.follow(group.get(0));
        }

        // Once the driver has prepared the statement; a third one forgets plans whenever as much has been written again
        // as before.
        List<Long> prepared = trips.subList(7, 12);
        assertThat(prepared).contains(2L).isSubsetOf(2L, 3L);
        assertThat(prepared).filteredOn(count -> count == 3).hasSizeLessThan(2);
        assertThat(sql().fetchValue(
                                "SELECT count(DISTINCT xmin::text) FROM execution.segment WHERE tenant_id = ? AND execution_id = ?"
                                        + " AND first_seq > 2",
                                tenant.value(),
                                runs.get(0).key.id().value()))
                .isEqualTo(12L);
        assertThat(sql().fetchValue(
                                "SELECT count(DISTINCT g.xmin::text) FROM execution.segment g JOIN execution.execution e"
                                        + " USING (tenant_id, execution_id) WHERE tenant_id = ? AND g.last_seq = e.seq",
                                tenant.value()))
                .as("the last group of all: one transaction")
                .isEqualTo(1L);
    }

    @Test
    void aTurnOfARunningExecutionStaysWithinItsPage() {
        TestRun run = started();
        sql().transaction(c -> {
            c.dsl()
                    .execute(
                            "UPDATE execution.execution SET epoch = epoch + 1, seq = seq + 1, owner = owner WHERE tenant_id = ?",
                            run.key.tenant().value());
            assertThat(
                            c.dsl()
                                    .fetchValue(
                                            "SELECT n_tup_hot_upd FROM pg_stat_xact_user_tables WHERE relid = 'execution.execution'::regclass"))
                    .isEqualTo(1L);
        });
    }

    @Test
    void whatTheDatabaseCannotTakeIsRefusedAlone() {
        TestRun bad = newRun("m\u0000", "n");
        TestRun good = started();
        assertThat(commit(bad.birth())).isInstanceOf(Verdict.Refused.class);
        List<Verdict> verdicts = store.commit(List.of(bad.birth(), good.turn(), newRun().birth()));

        assertThat(verdicts.get(0))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.why()).contains("22021"));
        assertThat(verdicts.subList(1, 3)).containsOnly(COMMITTED);
    }

    @Test
    void aBrokenStatementIsNotInDoubt() {
        TestRun run = started();
        breaking.breakNext(BreakingSource.Point.AT_A_STATEMENT);
        assertFails(false, run.turn());
        must(run, run.turn());
    }

    @Test
    void aCommitThatNeverArrivedIsInDoubtAndSettledAsLost() {
        TestRun run = started();
        TestRun born = newRun();
        List<TurnCommit> group = List.of(run.turn(), born.birth());
        breaking.breakNext(BreakingSource.Point.BEFORE_THE_COMMIT_ARRIVES);
        assertFails(true, group.toArray(TurnCommit[]::new));

        assertThat(store.settle(group)).containsExactly(STALE, STALE);
        must(run, run.turn());
        must(born, born.birth());
    }

    @Test
    void aCommitWhoseAnswerWasLostIsInDoubtAndSettledAsWritten() {
        TestRun run = started();
        TestRun born = newRun();
        List<TurnCommit> group = List.of(run.turn(), born.birth());
        breaking.breakNext(BreakingSource.Point.BEFORE_THE_ANSWER_TO_A_COMMIT);
        assertFails(true, group.toArray(TurnCommit[]::new));

        assertThat(store.settle(group)).containsExactly(COMMITTED, COMMITTED);
    }

    @Test
    void settlingWaitsForATransactionThatHasNotEnded() throws Exception {
        TestRun run = started();
        TurnCommit turn = run.turn();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Verdict>> settled = sql().transactionResult(c -> {
                // What the lost connection's transaction has done so far.
                c.dsl()
                        .execute(
                                "UPDATE execution.execution SET seq = 4 WHERE tenant_id = ? AND execution_id = ?",
                                tenant.value(),
                                run.key.id().value());
                c.dsl()
                        .execute(
                                "INSERT INTO execution.segment VALUES (?, ?, 3, 4, 3, 3, 1, ?)",
                                tenant.value(),
                                run.key.id().value(),
                                TurnRows.segment(turn).orElseThrow().bytes());
                Future<List<Verdict>> asked = threads.submit(() -> store.settle(List.of(turn)));
                while (!isWaiting() && !asked.isDone()) {
                    Thread.onSpinWait();
                }
                assertThat(asked.isDone()).isFalse();
                return asked;
            });
            assertThat(settled.get(60, TimeUnit.SECONDS)).containsExactly(COMMITTED);
        }
    }

    @Test
    void aLockThatDoesNotComeFailsTheTurnButNotForEver() {
        TestRun run = started();
        sql().transaction(c -> {
            c.dsl()
                    .execute(
                            "SELECT FROM execution.execution WHERE tenant_id = ? AND execution_id = ? FOR UPDATE",
                            tenant.value(),
                            run.key.id().value());
            assertFails(false, run.turn());
        });
        must(run, run.turn());
    }

    @Test
    void aRecordFromTheFutureIsNamedToWhoeverLoadsIt() {
        TestRun run = started();
        JournalFormat.Segment segment = JournalFormat.Segment.newBuilder()
                .setFirstSeq(3)
                .addRecords(JournalFormat.Record.newBuilder())
                .build();
        sql().execute(
                        "INSERT INTO execution.segment VALUES (?, ?, 3, 3, 3, 3, 1, ?)",
                        tenant.value(),
                        run.key.id().value(),
                        Sealed.seal(segment.toByteArray()));
        assertThatThrownBy(() -> store.load(run.key)).isInstanceOf(UnknownRecordException.class);
        assertThat(store.find(run.key)).as("its row can be shown").isPresent();
        TestRun neighbour = started();
        assertThat(store.load(Set.of(run.key, neighbour.key), node))
                .containsEntry(neighbour.key, new Loaded.Here(loaded(neighbour)))
                .hasEntrySatisfying(run.key, found -> assertThat(found).isInstanceOf(Loaded.Unreadable.class));
    }

    @Test
    void aStateOfAnotherVersionOfTheCodeIsNotRead() {
        TestRun run = started();
        must(run, run.of(run.turn().records(), Map.of(), Optional.of(() -> new byte[] {1})));
        Store other = new PostgresStore(POOL, "other");
        assertThat(other.load(run.key).orElseThrow().snapshot()).isEmpty();
        assertThat(other.load(run.key).orElseThrow().records()).hasSize(4);
        assertThat(loaded(run).snapshot()).isPresent();
        assertThat(loaded(run).records()).isEmpty();
    }

    @Test
    void aLargePayloadIsKeptOncePerExecution() {
        TestRun run = newRun();
        run.input = EveryRecord.LARGE;
        start(run);
        must(run, run.turn(EveryRecord.LARGE));
        must(run, run.turn(EveryRecord.LARGE, succeeded(EveryRecord.LARGE.text())));
        // Another node does not know what is there already.
        Store other = new PostgresStore(POOL, "test");
        assertThat(other.commit(List.of(run.turn(EveryRecord.LARGE)))).containsExactly(COMMITTED);

        assertThat(sql().fetchValue("SELECT count(*) FROM execution.payload WHERE tenant_id = ?", tenant.value()))
                .isEqualTo(1L);
        assertThat(loaded(run).records()).hasSize(8);
        assertThat(row(run).output()).contains(EveryRecord.LARGE);
    }

    private void assertFails(boolean inDoubt, TurnCommit... group) {
        assertThatThrownBy(() -> store.commit(List.of(group)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.inDoubt()).isEqualTo(inDoubt));
    }

    private boolean isWaiting() {
        return !sql().fetch(
                        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .isEmpty();
    }

    private static DSLContext sql() {
        return DSL.using(DATABASE, SQLDialect.POSTGRES);
    }
}
