package dev.stepwell.standalone.stores;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the stores have to be set to, lest a crash take back what clients were told is done. */
public final class Durability {
    /** The setting of Redis that says what goes when its memory is full. */
    public static final String EVICTION = "maxmemory-policy";

    private static final String UNSAFE = "SELECT name || ' = ' || setting FROM pg_settings WHERE setting = 'off'"
            + " AND name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name";

    private Durability() {}

    /**
     * The settings, such as {@code fsync = off}, by which a crash of PostgreSQL's machine can lose or damage acknowledged work, as they
     * are for this very connection: a role or a database may have settings of its own.
     */
    public static List<String> unsafe(Connection connection) throws SQLException {
        List<String> settings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(UNSAFE)) {
            while (rows.next()) {
                settings.add(rows.getString(1));
            }
        }
        return settings;
    }

    /** The same of Redis, which holds nothing that is not found again: but late, when it has thrown it away. */
    public static Optional<String> unsafe(String evictionPolicy) {
        boolean keeps = evictionPolicy.toLowerCase(Locale.ROOT).equals("noeviction");
        return keeps ? Optional.empty() : Optional.of(EVICTION + " = " + evictionPolicy);
    }
}
