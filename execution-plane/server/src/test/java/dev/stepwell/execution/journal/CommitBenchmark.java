package dev.stepwell.execution.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.StateKind;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.journal.postgres.ExecutionSchema;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.journal.postgres.PostgresStore;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.NodeRow;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Measures group commits: {@code CommitBenchmark JDBC_URL [SECONDS]} on an empty database whose user is a superuser. One thread commits
 * groups of 1, 8, 32 and 64 turns of 4 records of some 300 bytes each; a third of them with the wake-up and task rows that go with a
 * Task state. Prints commits, turns and WAL syncs per second, and round trips and WAL bytes per group.
 */
public final class CommitBenchmark {
    private final Store store;
    private final DSLContext sql;
    private final Incarnation node = new Incarnation(UUID.randomUUID());
    private final boolean walInIo;

    private CommitBenchmark(Store store, DSLContext sql) {
        this.store = store;
        this.sql = sql;
        this.walInIo = sql.fetchSingle("SHOW server_version_num").get(0, Integer.class) >= 180_000;
    }

    public static void main(String[] args) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(args[0]);
        ExecutionSchema.migrate(database);
        database.setSocketFactory(CountingSockets.class.getName());
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(1);
        PGSimpleDataSource beside = new PGSimpleDataSource();
        beside.setURL(args[0]);
        Duration time = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 5);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            new Partitions(pool).ensure();
            new CommitBenchmark(new PostgresStore(pool, "bench"), DSL.using(beside, SQLDialect.POSTGRES)).run(time);
        }
    }

    private void run(Duration time) {
        store.join(new NodeRow("bench", node, "localhost:1"), Duration.ofHours(1));
        System.out.printf(
                "%6s %10s %10s %10s %12s %12s %10s%n",
                "turns", "commits/s", "turns/s", "syncs/s", "trips/group", "WAL/group", "HOT");
        for (int size : new int[] {1, 8, 32, 64}) {
            List<TestRun> runs = births(size);
            commits(runs, Duration.ofSeconds(2));
            measure(runs, time);
        }
    }

    private void measure(List<TestRun> runs, Duration time) {
        Counters before = counters();
        long from = System.nanoTime();
        long trips = CountingSockets.TRIPS.get();
        int groups = commits(runs, time);
        trips = CountingSockets.TRIPS.get() - trips;
        double seconds = (System.nanoTime() - from) / 1e9;
        Counters after = counters();
        System.out.printf(
                "%6d %10.0f %10.0f %10.0f %12.2f %12d %9.1f%%%n",
                runs.size(),
                groups / seconds,
                groups * runs.size() / seconds,
                (after.syncs - before.syncs) / seconds,
                (double) trips / groups,
                (after.walBytes - before.walBytes) / groups,
                100.0 * (after.hot - before.hot) / Math.max(1, after.updates - before.updates));
    }

    private List<TestRun> births(int size) {
        TenantId tenant = new TenantId(System.nanoTime() >>> 8);
        List<TestRun> runs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            runs.add(TestRun.of(tenant, "m", "n" + i, node, Instant.ofEpochMilli(System.currentTimeMillis())));
        }
        store.commit(runs.stream().map(TestRun::birth).toList());
        runs.forEach(run -> run.follow(run.birth()));
        return runs;
    }

    private int commits(List<TestRun> runs, Duration time) {
        long until = System.nanoTime() + time.toNanos();
        int groups = 0;
        while (System.nanoTime() < until) {
            List<TurnCommit> group = new ArrayList<>();
            for (int i = 0; i < runs.size(); i++) {
                group.add(turn(runs.get(i), (i + groups) % 3 == 0));
            }
            List<Verdict> verdicts = store.commit(group);
            for (int i = 0; i < runs.size(); i++) {
                if (!verdicts.get(i).equals(new Verdict.Committed())) {
                    throw new IllegalStateException("not committed: " + verdicts.get(i));
                }
                runs.get(i).follow(group.get(i));
            }
            groups++;
        }
        return groups;
    }

    private static TurnCommit turn(TestRun run, boolean task) {
        List<JournalRecord> records = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            long random = run.seq * 0x9E3779B97F4A7C15L + i;
            Payload input = Payload.of("{\"order\": \"" + Long.toHexString(random) + Long.toHexString(random * 31)
                    + "\", \"customer\": \"" + Long.toHexString(random * 17)
                    + "\", \"items\": [{\"sku\": \"A-1\", \"quantity\": 2}, {\"sku\": \"B-2\", \"quantity\": 1}],"
                    + " \"total\": 1249, \"currency\": \"EUR\", \"note\": \"leave it at the door\"}");
            records.add(new JournalRecord(
                    run.seq + i,
                    run.now,
                    run.event + i,
                    run.event + i - 1,
                    new StateChange.Entered(0, StateKind.TASK, "ChargeCustomer", input)));
        }
        TaskRef opened = new TaskRef(run.event + 4, 0);
        Effect[] rows = task
                ? new Effect[] {
                    Effect.OpenTask.ofActivity(opened, "arn:aws:states:us-east-1:123456789012:activity:a"),
                    new Effect.WakeAt(run.now.plusSeconds(60))
                }
                : new Effect[] {new Effect.CloseTask(new TaskRef(run.event, 0))};
        return run.of(records, Map.of(), Optional.empty(), rows);
    }

    private record Counters(long syncs, long walBytes, long updates, long hot) {}

    private Counters counters() {
        String syncs = walInIo
                ? "SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal'"
                : "SELECT wal_sync FROM pg_stat_wal";
        return new Counters(
                sql.fetchSingle(syncs).get(0, Long.class),
                sql.fetchSingle("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')")
                        .get(0, Long.class),
                sql.fetchSingle("SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'execution'")
                        .get(0, Long.class),
                sql.fetchSingle("SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'execution'")
                        .get(0, Long.class));
    }
}
