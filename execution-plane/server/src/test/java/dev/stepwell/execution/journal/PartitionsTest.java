package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.journal.postgres.PostgresStore;
import dev.stepwell.execution.ports.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("postgres")
class PartitionsTest extends StoreFixture {
    private final PGSimpleDataSource database = TestPostgres.migrated();

    @Override
    Store newStore() {
        return new PostgresStore(database, "test");
    }

    @Override
    void tick() {
        throw new UnsupportedOperationException("nothing here depends on time");
    }

    @Test
    void weeksAreMadeAheadOnceByWhoeverIsFirst() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> made = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                made.add(threads.submit(() -> new Partitions(database).ensure()));
            }
            int all = 0;
            for (Future<Integer> each : made) {
                all += each.get();
            }
            assertThat(all).isEqualTo(2 * Partitions.WEEKS);
        }
        assertThat(new Partitions(database).ensure()).isZero();
    }

    @Test
    void recordsLieInTheWeekOfTheStart() {
        new Partitions(database).ensure();
        TestRun today = started();
        TestRun longAgo = start(TestRun.of(tenant, "m", "longAgo", node, Instant.parse("2001-01-01T00:00:00Z")));

        assertThat(partition(today)).matches("execution.segment_20\\d\\d_\\d\\d");
        assertThat(partition(longAgo)).isEqualTo("execution.segment_default");
        must(longAgo, longAgo.turn());
        assertThat(loaded(longAgo).records()).hasSize(4);
    }

    @Test
    void aWeekBeginsOnMondayAtMidnight() {
        sql().execute("SELECT execution.make_partitions('2030-01-09T12:00:00Z', 1)");
        assertThat(partition(at("2030-01-06T23:59:59.999Z"))).isEqualTo("execution.segment_default");
        assertThat(partition(at("2030-01-07T00:00:00Z"))).isEqualTo("execution.segment_2030_02");
        assertThat(partition(at("2030-01-13T23:59:59.999Z"))).isEqualTo("execution.segment_2030_02");
        assertThat(partition(at("2030-01-14T00:00:00Z"))).isEqualTo("execution.segment_default");
    }

    @Test
    void aWeekThatWasMissedIsLeftWhereItIs() {
        TestRun early = at("2030-01-08T00:00:00Z");
        assertThat(sql().fetchValue("SELECT execution.make_partitions('2030-01-07T00:00:00Z', 2)"))
                .as("one week and the payloads of both")
                .isEqualTo(3);
        assertThat(partition(early)).isEqualTo("execution.segment_default");
        must(early, early.turn());
    }

    private TestRun at(String start) {
        return start(TestRun.of(tenant, "m", "n" + start.replace(':', '_'), node, Instant.parse(start)));
    }

    private String partition(TestRun run) {
        return sql().fetchValue(
                        "SELECT tableoid::regclass::text FROM execution.segment WHERE tenant_id = ? AND execution_id = ? LIMIT 1",
                        tenant.value(),
                        run.key.id().value())
                .toString();
    }

    private DSLContext sql() {
        return DSL.using(database, SQLDialect.POSTGRES);
    }
}
