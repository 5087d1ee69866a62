package dev.stepwell.execution.journal;

import dev.stepwell.execution.journal.postgres.ExecutionSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL for the JVM and a migrated database for each test class, copied from a template. Embedded, unless the system
 * property {@code stepwell.test.postgres} names another server by a JDBC URL whose user is a superuser.
 */
public final class TestPostgres {
    private static final String RUN = "sw_store_" + ProcessHandle.current().pid() + "_" + (System.nanoTime() & 0xFFFF);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final List<String> MADE = new ArrayList<>();
    private static @Nullable String template;

    private TestPostgres() {}

    /** A migrated database that nobody else uses. */
    public static PGSimpleDataSource migrated() {
        return create(template());
    }

    /** A database with nothing in it. */
    public static PGSimpleDataSource empty() {
        return create("template0");
    }

    private static synchronized String template() {
        String made = template;
        if (made == null) {
            PGSimpleDataSource source = create("template0");
            ExecutionSchema.migrate(source);
            made = source.getDatabaseName();
            template = made;
        }
        return made;
    }

    private static PGSimpleDataSource create(String from) {
        String name = RUN + "_" + NUMBER.incrementAndGet();
        administer("CREATE DATABASE " + name + " TEMPLATE " + from);
        synchronized (MADE) {
            MADE.add(name);
        }
        return server(name);
    }

    private static void administer(String sql) {
        try (Connection connection = server("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static PGSimpleDataSource server(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        String external = System.getProperty("stepwell.test.postgres", "");
        if (external.isEmpty()) {
            source.setURL(Embedded.SERVER.getJdbcUrl("postgres", database));
        } else {
            source.setURL(external);
            source.setDatabaseName(database);
            External.cleanUpAtTheEnd();
        }
        return source;
    }

    private static final class Embedded {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "100")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class External {
        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                synchronized (MADE) {
                    for (String name : MADE) {
                        administer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
                        administer("DROP ROLE IF EXISTS " + name + "_user");
                    }
                }
            }));
        }

        static void cleanUpAtTheEnd() {
            // Loading the class was enough.
        }
    }
}
