package dev.stepwell.standalone.neighbours;

import dev.stepwell.standalone.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** The processes that are alive, by the database's clock. Like the planes, each transaction takes on a role for itself only. */
final class Directory {
    private static final String BEGIN = "SELECT set_config('role', ?, true)";
    private static final String NOTE = """
            INSERT INTO cluster.process (name, role, address, expires_at)
            SELECT ?, role, ?, now() + ? * interval '1 millisecond' FROM unnest(?) AS role
            ON CONFLICT (name, role) DO UPDATE SET address = excluded.address, expires_at = excluded.expires_at""";
    private static final String CLEAR = "DELETE FROM cluster.process WHERE expires_at < now() - interval '1 day'";
    private static final String LEAVE = "DELETE FROM cluster.process WHERE name = ? AND address = ?";
    private static final String ALIVE =
            "SELECT role, address FROM cluster.process WHERE expires_at > now() ORDER BY role, name";

    private final DataSource source;
    private final String databaseRole;

    private Directory(DataSource source, String databaseRole) {
        this.source = source;
        this.databaseRole = databaseRole;
    }

    /** For a process that others find here. */
    static Directory writable(DataSource source) {
        return new Directory(source, "sw_cluster");
    }

    /** For a process that only looks. */
    static Directory readable(DataSource source) {
        return new Directory(source, "sw_gateway");
    }

    /** Notes a process for some time from now; also clears away those that have been dead for long. */
    void note(String name, String address, Set<Role> planes, Duration life) throws SQLException {
        inTransaction(connection -> {
            try (PreparedStatement clear = connection.prepareStatement(CLEAR);
                    PreparedStatement note = connection.prepareStatement(NOTE)) {
                clear.executeUpdate();
                note.setString(1, name);
                note.setString(2, address);
                note.setLong(3, life.toMillis());
                note.setArray(
                        4,
                        connection.createArrayOf(
                                "text", planes.stream().map(Role::toString).toArray()));
                return note.executeUpdate();
            }
        });
    }

    /** Forgets a process, unless it lives on at another address already. */
    void leave(String name, String address) throws SQLException {
        inTransaction(connection -> {
            try (PreparedStatement leave = connection.prepareStatement(LEAVE)) {
                leave.setString(1, name);
                leave.setString(2, address);
                return leave.executeUpdate();
            }
        });
    }

    /** The addresses of all that are alive, by what they do. */
    Map<Role, List<String>> alive() throws SQLException {
        return inTransaction(connection -> {
            Map<Role, List<String>> alive = new EnumMap<>(Role.class);
            try (PreparedStatement read = connection.prepareStatement(ALIVE);
                    ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    String address = rows.getString(2);
                    Role.of(rows.getString(1))
                            .ifPresent(role -> alive.computeIfAbsent(role, r -> new ArrayList<>())
                                    .add(address));
                }
            }
            return alive;
        });
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
                begin.setString(1, databaseRole);
                begin.execute();
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
