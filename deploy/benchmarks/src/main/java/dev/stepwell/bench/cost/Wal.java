package dev.stepwell.bench.cost;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What PostgreSQL has written into its log so far.
 *
 * @param bytes of records, full-page images among them
 * @param syncs how often it was forced to the disk
 * @param images how many full-page images were among them
 */
public record Wal(long bytes, long syncs, long images) {
    /** Asks the server; PostgreSQL 18 counts syncs elsewhere. */
    public static Wal read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean newer = connection.getMetaData().getDatabaseMajorVersion() >= 18;
            String syncs = newer ? "(SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal')" : "wal_sync";
            try (ResultSet row = statement.executeQuery("SELECT wal_bytes, " + syncs + ", wal_fpi FROM pg_stat_wal")) {
                row.next();
                return new Wal(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        }
    }

    /** What has come since. */
    public Wal since(Wal before) {
        return new Wal(bytes - before.bytes, syncs - before.syncs, images - before.images);
    }
}
