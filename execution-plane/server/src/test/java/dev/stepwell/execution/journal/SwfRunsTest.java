package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.engine.workflow.CloseStatus;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.journal.memory.MemorySwfRuns;
import dev.stepwell.execution.journal.postgres.PostgresStore;
import dev.stepwell.execution.journal.postgres.PostgresSwfRuns;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.SwfRuns;
import dev.stepwell.execution.ports.SwfRuns.After;
import dev.stepwell.execution.ports.SwfRuns.By;
import dev.stepwell.execution.ports.SwfRuns.Filter;
import dev.stepwell.execution.ports.SwfRuns.Run;
import dev.stepwell.execution.ports.SwfRuns.State;
import dev.stepwell.execution.ports.SwfRuns.Wanted;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import dev.stepwell.names.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The runs of SWF in the database, against those in memory: both have had the same commits. */
@Tag("postgres")
class SwfRunsTest {
    private static final TenantId TENANT = new TenantId(System.nanoTime() >>> 8);
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    private static final Random RANDOM = new Random(8);
    private static final HikariDataSource POOL = pool();
    private static final MemoryStore MEMORY = new MemoryStore(() -> START);
    private static final SwfRuns ORACLE = new MemorySwfRuns(MEMORY);
    private static final SwfRuns RUNS = new PostgresSwfRuns(POOL);
    private static final List<ExecutionKey> KEYS = new ArrayList<>();

    private static HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(TestPostgres.migrated());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    @BeforeAll
    static void fill() {
        List<Store> stores = List.of(MEMORY, new PostgresStore(POOL, "test"));
        Incarnation node = new Incarnation(UUID.randomUUID());
        stores.forEach(
                store -> store.join(new Store.NodeRow("runs-" + node, node, "10.0.0.1:1"), Duration.ofMinutes(10)));
        SwfLives lives = new SwfLives(node, RANDOM);
        for (int i = 0; i < 60; i++) {
            Instant at = START.plusSeconds(RANDOM.nextInt(20));
            ExecutionKey key = new ExecutionKey(TENANT, new ExecutionId(Uuid7.make(at.toEpochMilli(), RANDOM)));
            KEYS.add(key);
            for (TurnCommit turn : lives.of(key, at, i)) {
                stores.forEach(
                        store -> assertThat(store.commit(List.of(turn))).containsExactly(new Verdict.Committed()));
            }
        }
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Test
    void bothFindTheSameRuns() {
        int found = 0;
        for (Wanted wanted : questions()) {
            List<Run> all = RUNS.list(TENANT, wanted, false, Optional.empty(), 100);
            assertThat(all).as(wanted.toString()).isEqualTo(ORACLE.list(TENANT, wanted, false, Optional.empty(), 100));
            assertThat(paged(wanted, false)).isEqualTo(all);
            assertThat(paged(wanted, true)).isEqualTo(all.reversed());
            assertThat(RUNS.count(TENANT, wanted, 3)).isEqualTo(Math.min(all.size(), 3));
            assertThat(RUNS.count(new TenantId(TENANT.value() + 1), wanted, 3)).isZero();
            found += all.size();
        }
        assertThat(found).isGreaterThan(100);
    }

    private static List<Run> paged(Wanted wanted, boolean reverse) {
        List<Run> all = new ArrayList<>();
        Optional<After> after = Optional.empty();
        while (true) {
            List<Run> page = RUNS.list(TENANT, wanted, reverse, after, 4);
            all.addAll(page);
            if (page.size() < 4) {
                return all;
            }
            Run last = page.getLast();
            after = Optional.of(
                    new After(wanted.timeOf(last).orElseThrow(), last.key().id()));
        }
    }

    private static List<Wanted> questions() {
        List<Filter> filters = new ArrayList<>(List.of(
                new SwfRuns.All(),
                new SwfRuns.WorkflowId("order-1-1"),
                new SwfRuns.Type("type-1", Optional.empty()),
                new SwfRuns.Type("type-1", Optional.of("v1")),
                new SwfRuns.Tag("none"),
                new SwfRuns.Tag("t1")));
        SwfLives.TAGS.forEach(tag -> filters.add(new SwfRuns.Tag(tag)));
        for (CloseStatus status : CloseStatus.values()) {
            filters.add(new SwfRuns.Status(status));
        }
        List<Wanted> all = new ArrayList<>();
        for (Filter filter : filters) {
            for (State state : State.values()) {
                for (By by : By.values()) {
                    if (by == By.START || state == State.CLOSED) {
                        all.add(wanted(state, by, START, START.plusSeconds(100), filter));
                        all.add(wanted(state, by, START.plusSeconds(5), START.plusSeconds(15), filter));
                    }
                }
            }
        }
        return all;
    }

    private static Wanted wanted(State state, By by, Instant from, Instant until, Filter filter) {
        return new Wanted(TestRun.REGION, "shop", state, by, from, until, START.plusSeconds(8), filter);
    }

    @Test
    void oneRunIsFoundByItsKey() {
        for (ExecutionKey key : KEYS) {
            assertThat(RUNS.find(key)).isPresent().isEqualTo(ORACLE.find(key));
        }
        assertThat(RUNS.find(new ExecutionKey(TENANT, new ExecutionId(UUID.randomUUID()))))
                .isEmpty();
    }
}
