package dev.stepwell.standalone.stores;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks over a PostgreSQL that somebody else runs. */
final class ExternalPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalPostgres.class);
    private static final int OLDEST = 15;

    private ExternalPostgres() {}

    static void check(String url) throws IOException {
        try (Connection connection = DriverManager.getConnection(url)) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST) {
                throw new IOException("PostgreSQL " + major + " is too old; " + OLDEST + " or later is needed");
            }
            for (String setting : Durability.unsafe(connection)) {
                LOG.warn(
                        "PostgreSQL runs with {}: A CRASH OF ITS MACHINE CAN LOSE OR DAMAGE WHAT CLIENTS WERE TOLD IS"
                                + " DONE. Set it on for anything you would miss.",
                        setting);
            }
        } catch (SQLException e) {
            throw new IOException("cannot use the PostgreSQL given by --postgres: " + e.getMessage(), e);
        }
    }
}
