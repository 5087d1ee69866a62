package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.execution.journal.postgres.ClosedRunRows;
import dev.stepwell.execution.journal.postgres.PostgresStore;
import dev.stepwell.execution.journal.postgres.PostgresSwfRuns;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.SwfRuns;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import dev.stepwell.names.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes when domains keep it no longer, and what stays. */
@Tag("postgres")
class ClosedRunRowsTest {
    private static final Region REGION = new Region(TestRun.REGION);
    private static final int RUNS = 60;

    @Test
    void closedRunsGoWithTheirHistoriesAndAllElseStays() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(TestPostgres.migrated());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Store store = new PostgresStore(pool, "test");
            Incarnation node = new Incarnation(UUID.randomUUID());
            store.join(new Store.NodeRow("retention-" + node, node, "10.0.0.1:1"), Duration.ofMinutes(10));
            TenantId mine = new TenantId(System.nanoTime() >>> 8);
            Map<ExecutionKey, Boolean> goes = fill(store, node, mine);
            Map<ExecutionKey, Boolean> others = fill(store, node, new TenantId(mine.value() + 1));

            ExecutionKey wishing =
                    goes.keySet().stream().filter(goes::get).findFirst().orElseThrow();
            note(pool, wishing);
            goes.put(wishing, false);

            // Both domains' runs closed ten days ago; one keeps them for a month.
            ClosedRunRows rows = new ClosedRunRows(pool);
            Map<String, Integer> days = Map.of("shop", 3, "other", 30);
            long gone = 0;
            for (long some = rows.deleteSome(mine, REGION, days);
                    some > 0;
                    some = rows.deleteSome(mine, REGION, days)) {
                gone += some;
            }

            assertThat(gone)
                    .isPositive()
                    .isEqualTo(
                            goes.values().stream().filter(Boolean::booleanValue).count());
            SwfRuns runs = new PostgresSwfRuns(pool);
            goes.forEach((key, is) -> {
                assertThat(store.find(key).isEmpty()).as("%s", key).isEqualTo(is);
                assertThat(runs.find(key).isEmpty()).as("%s", key).isEqualTo(is);
                assertThat(store.events(key, new Store.EventQuery(1, 100, false))
                                .isEmpty())
                        .as("%s", key)
                        .isEqualTo(is);
            });
            others.keySet().forEach(key -> assertThat(store.find(key)).isPresent());
        }
    }

    /** Something that the run still has to tell another. */
    private static void note(DataSource database, ExecutionKey run) {
        var unused = DSL.using(database, SQLDialect.POSTGRES)
                .transactionResult(c -> c.dsl()
                        .execute(
                                "INSERT INTO execution.inbox (tenant_id, execution_id, sender_id, kind, event_id, generation, sent_at)"
                                        + " VALUES ({0}, {1}, {1}, 'UNSENT', 7, 0, now())",
                                DSL.val(run.tenant().value()), DSL.val(run.id().value())));
    }

    /** The runs, and whether each is one that goes: closed, of the domain that keeps little, and of this region. */
    private static Map<ExecutionKey, Boolean> fill(Store store, Incarnation node, TenantId tenant) {
        Random random = new Random(8);
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(10));
        Map<ExecutionKey, Boolean> goes = new HashMap<>();
        for (int i = 0; i < RUNS; i++) {
            ExecutionKey key = new ExecutionKey(tenant, new ExecutionId(Uuid7.make(at.toEpochMilli(), random)));
            List<TurnCommit> life = new SwfLives(node, random).of(key, at, i);
            life.forEach(turn -> assertThat(store.commit(List.of(turn))).containsExactly(new Verdict.Committed()));
            SwfFacts facts = life.getFirst().birth().orElseThrow().facts().swf().orElseThrow();
            String region = life.getFirst().birth().orElseThrow().region();
            boolean closed = life.getLast().rows().stream().anyMatch(effect -> effect instanceof Effect.Close);
            goes.put(key, closed && facts.domain().equals("shop") && region.equals(TestRun.REGION));
        }
        return goes;
    }
}
