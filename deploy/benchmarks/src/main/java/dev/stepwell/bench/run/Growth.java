package dev.stepwell.bench.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The bulk loader: fills the tables with copies of an execution, far faster than executions could be run, to see what a server costs that
 * has been in use for long. Copies have ids, names and start times of their own, of this week; all else is the original's.
 */
final class Growth {
    private static final int BATCH = 50_000;

    private static final String COPIES = """
            CREATE TEMP TABLE copy ON COMMIT DROP AS
            SELECT o.tenant_id, o.execution_id AS original, at AS start_date, gen_random_uuid()::text AS name,
                (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(r, 14, 3) || '8' || substr(r, 18, 15))::uuid AS id
            FROM generate_series(1, ?) n,
                LATERAL (SELECT date_trunc('week', now()) + random() * (now() - date_trunc('week', now())) AS at,
                                md5(n || random()::text) AS r) made,
                (SELECT tenant_id, execution_id FROM execution.execution
                 WHERE status = ? AND name IS NOT NULL ORDER BY start_date DESC LIMIT 1) o""";

    private static final String EXECUTIONS = """
            INSERT INTO execution.execution (tenant_id, execution_id, epoch, seq, owner, start_date, stop_date, status, region, machine,
                account, version_arn, alias_arn, facts, ending, name, error)
            SELECT e.tenant_id, c.id, e.epoch, e.seq, e.owner, c.start_date, c.start_date + (e.stop_date - e.start_date), e.status, e.region,
                e.machine, e.account, e.version_arn, e.alias_arn, e.facts, e.ending, c.name, e.error
            FROM copy c JOIN execution.execution e ON e.tenant_id = c.tenant_id AND e.execution_id = c.original""";

    private static final String NAMES = """
            INSERT INTO execution.execution_name (tenant_id, region, machine, name, execution_id, start_date)
            SELECT e.tenant_id, e.region, e.machine, c.name, c.id, c.start_date
            FROM copy c JOIN execution.execution e ON e.tenant_id = c.tenant_id AND e.execution_id = c.id""";

    private static final String SEGMENTS = """
            INSERT INTO execution.segment (tenant_id, execution_id, first_seq, last_seq, first_event, last_event, epoch, bytes)
            SELECT s.tenant_id, c.id, s.first_seq, s.last_seq, s.first_event, s.last_event, s.epoch, s.bytes
            FROM copy c JOIN execution.segment s ON s.tenant_id = c.tenant_id AND s.execution_id = c.original""";

    private static final String WAKE_UPS = """
            INSERT INTO execution.wakeup (tenant_id, execution_id, due_at, slot)
            SELECT w.tenant_id, c.id, now() + interval '1 day' + random() * interval '1 day', w.slot
            FROM copy c JOIN execution.wakeup w ON w.tenant_id = c.tenant_id AND w.execution_id = c.original""";

    private Growth() {}

    /** What is copied. */
    enum Kind {
        /** The last execution that has succeeded. */
        CLOSED("SUCCEEDED"),
        /** The last one that runs: it must be waiting. */
        OPEN("RUNNING");

        private final String status;

        Kind(String status) {
            this.status = status;
        }
    }

    /** Copies until there are so many of the kind. */
    static void fill(Connection connection, Kind kind, int wanted) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (int have = count(connection, kind); have < wanted; have += BATCH) {
                copy(connection, kind, Math.min(BATCH, wanted - have));
                connection.commit();
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        run(
                connection,
                "VACUUM (ANALYZE) execution.execution, execution.execution_name, execution.segment, execution.wakeup");
        run(connection, "CHECKPOINT");
    }

    private static int count(Connection connection, Kind kind) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(*) FROM execution.execution WHERE status = ?")) {
            statement.setString(1, kind.status);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static void copy(Connection connection, Kind kind, int many) throws SQLException {
        run(connection, "SET LOCAL synchronous_commit = off");
        try (PreparedStatement statement = connection.prepareStatement(COPIES)) {
            statement.setInt(1, many);
            statement.setString(2, kind.status);
            statement.execute();
        }
        run(connection, EXECUTIONS);
        run(connection, NAMES);
        run(connection, SEGMENTS);
        run(connection, WAKE_UPS);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
