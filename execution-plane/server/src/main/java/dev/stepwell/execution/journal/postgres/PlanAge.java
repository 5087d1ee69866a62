package dev.stepwell.execution.journal.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.postgresql.PGConnection;

/**
 * Has plans made anew as the tables grow. A plan is kept as long as its connection; one made for a table of fifty rows reads all of it,
 * and goes on doing so when there are thousands, until the table is next analysed, which may be minutes later. So each connection
 * forgets its plans whenever it has written as many turns again as before: a handful of times in its life.
 */
final class PlanAge {
    private static final long FIRST = 64;

    /** By connections of the driver, which the pool's come and go around. */
    private final Map<PGConnection, Written> written = Collections.synchronizedMap(new WeakHashMap<>());

    private static final class Written {
        private long turns;
        private long planned = FIRST;

        /** Whether it is time; of one connection by one thread at a time. */
        boolean grown(int more) {
            turns += more;
            if (turns < planned) {
                return false;
            }
            planned = 2 * turns;
            return true;
        }
    }

    /** Says that a connection is about to write turns. */
    void before(Connection connection, int turns) throws SQLException {
        PGConnection own = connection.unwrap(PGConnection.class);
        if (written.computeIfAbsent(own, key -> new Written()).grown(turns)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DISCARD PLANS");
            }
        }
    }
}
