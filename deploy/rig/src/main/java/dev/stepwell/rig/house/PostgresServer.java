package dev.stepwell.rig.house;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * An embedded PostgreSQL, as its administrator has it.
 *
 * @param data its data folder
 * @param port where it listens on loopback
 * @param url by which it is reached, with user and password
 */
public record PostgresServer(Path data, int port, String url) {
    private static final String OTHERS =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";

    /** The PostgreSQL of a house with embedded stores. */
    public static PostgresServer of(House house) {
        Settings stores = house.stores();
        return new PostgresServer(
                house.data().resolve("postgres/data"),
                Integer.parseInt(stores.get("POSTGRES_PORT")),
                stores.get("STEPWELL_POSTGRES"));
    }

    /** The same database by another port of loopback. */
    public String urlBy(int otherPort) {
        return url.replace("127.0.0.1:" + port, "127.0.0.1:" + otherPort) + "&sslmode=disable";
    }

    /** Ends all sessions but ours, whatever they are in the middle of; returns how many there were. */
    public int terminateSessions() {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OTHERS)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not do what its administrator says", e);
        }
    }

    /** Ends it as a crash does, and starts it on the same port, where it recovers from its log. */
    public void crashAndRecover() {
        ProcessHandle postmaster = ServerProcess.of(data.resolve("postmaster.pid"));
        Path control = ServerProcess.program(postmaster).resolveSibling("pg_ctl");
        ServerProcess.end(postmaster, "QUIT"); // immediate: nothing is written any more
        start(control);
    }

    /** Starts it where it has come to an end by itself; returns whether it had. */
    public boolean startWhereEnded(Path control) {
        boolean ended = !isAlive();
        if (ended) {
            start(control);
        }
        return ended;
    }

    /** The program that starts and stops it; it must be running. */
    public Path control() {
        return ServerProcess.program(ServerProcess.of(data.resolve("postmaster.pid")))
                .resolveSibling("pg_ctl");
    }

    private boolean isAlive() {
        try {
            return ServerProcess.of(data.resolve("postmaster.pid")).isAlive();
        } catch (RuntimeException e) {
            return false; // neither a note nor a process
        }
    }

    private void start(Path control) {
        ServerProcess.run(
                ServerProcess.asOwner(data),
                List.of(
                        control.toString(),
                        "start",
                        "-s",
                        "-w",
                        "-t",
                        "60",
                        "-D",
                        data.toString(),
                        "-l",
                        data.resolveSibling("postgres.log").toString()));
    }
}
