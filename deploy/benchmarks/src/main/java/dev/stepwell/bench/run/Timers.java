package dev.stepwell.bench.run;

import dev.stepwell.bench.load.Latencies;
import dev.stepwell.bench.load.Loops;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many executions that wait, each until a time of its own, a thousand of which come in each second: how late they end. The end is what the
 * turn says that ended it, so the commit behind it is not counted; an early one counts as an error.
 */
final class Timers {
    private static final int A_SECOND = 1_000;
    private static final int STARTERS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String LATENESS =
            "SELECT (extract(epoch FROM stop_date) * 1000)::bigint - substr(name, 6, 13)::bigint"
                    + " FROM execution.execution WHERE name LIKE 'until%'";

    private final Connection connection;
    private final Site site;
    private final int many;
    private final Runnable window;

    /**
     * @param many how many wait at the same time
     * @param window called when the first is due and when the last has ended
     */
    Timers(Connection connection, Site site, int many, Runnable window) {
        this.connection = connection;
        this.site = site;
        this.many = many;
        this.window = window;
    }

    Loops.Outcome run(String machine) throws Exception {
        // The first is due when all have been started, even at half of the pace at which they come due.
        Instant first = Instant.now().plusSeconds(30 + 2L * many / A_SECOND);
        long failed = start(machine, first);
        Instant last = first.plusMillis(many);
        sleepUntil(first);
        window.run();
        sleepUntil(last);
        awaitEnds(last.plus(PATIENCE));
        window.run();
        Latencies late = new Latencies();
        long early = read(late);
        return new Loops.Outcome(
                late,
                new Latencies(),
                failed + early,
                Duration.between(first, last).toMillis() / 1e3);
    }

    private long start(String machine, Instant first) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        Thread[] starters = new Thread[STARTERS];
        for (int i = 0; i < STARTERS; i++) {
            starters[i] = Thread.ofVirtual().start(() -> {
                for (int mine = next.getAndIncrement(); mine < many; mine = next.getAndIncrement()) {
                    Instant due = first.plusMillis(mine);
                    String name = "until" + due.toEpochMilli() + "-" + UUID.randomUUID();
                    try {
                        site.start(machine, name, "{\"until\":\"" + due + "\"}");
                    } catch (Exception e) {
                        failed.incrementAndGet();
                    }
                }
            });
        }
        for (Thread starter : starters) {
            starter.join();
        }
        return failed.get();
    }

    private void awaitEnds(Instant deadline) throws SQLException, InterruptedException {
        while (Instant.now().isBefore(deadline) && running() > 0) {
            Thread.sleep(200);
        }
    }

    private long running() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT count(*) FROM execution.execution WHERE name LIKE 'until%' AND status = 'RUNNING'");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Reads how late each was; one that never ended counts as an error, like one that was early. */
    private long read(Latencies late) throws SQLException {
        long wrong = 0;
        try (PreparedStatement statement = connection.prepareStatement(LATENESS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                long millis = rows.getLong(1);
                if (rows.wasNull() || millis < 0) {
                    wrong++;
                } else {
                    late.add(millis * 1_000_000);
                }
            }
        }
        return wrong;
    }

    private static void sleepUntil(Instant time) throws InterruptedException {
        Thread.sleep(
                Duration.between(Instant.now(), time).plusMillis(1).isNegative()
                        ? Duration.ZERO
                        : Duration.between(Instant.now(), time));
    }
}
