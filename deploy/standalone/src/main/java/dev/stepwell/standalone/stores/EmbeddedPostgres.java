package dev.stepwell.standalone.stores;

import dev.stepwell.standalone.folder.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of its own in a folder, durable: an acknowledged commit survives the loss of the machine. It is detached from this
 * process: killed hard, we leave it running, and the next start in the same folder takes it over.
 */
final class EmbeddedPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String STARTING_UP = "57P03";
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 50_000_000L;

    private final Path folder;
    private final Path data;
    private final Programs programs;
    private final Unprivileged user;

    EmbeddedPostgres(Path folder, Programs programs, Unprivileged user) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.programs = programs;
        this.user = user;
    }

    /** Starts it, or takes over the one that runs; returns where it answers, which is another port when ours was taken. */
    StoreSettings.Server start(StoreSettings.Server remembered) throws IOException {
        Optional<StoreSettings.Server> running = running(remembered);
        if (running.isPresent()) {
            LOG.info(
                    "taking over the PostgreSQL that an earlier process left running on port {}",
                    running.get().port());
            return running.get();
        }
        if (!Files.isDirectory(data)) {
            init(remembered.password());
        }
        StoreSettings.Server server = remembered.on(StoreSettings.freePort(remembered.port()));
        configure(server.port());
        new Command(user.prefix(), program("pg_ctl"), "start", "-s", "-w", "-t", 60, "-D", data, "-l", log()).run();
        try {
            makeDatabase(server);
        } catch (SQLException e) {
            throw new IOException("the embedded PostgreSQL started but does not answer; see " + log(), e);
        }
        return server;
    }

    /** Ends its sessions and shuts it down cleanly; after a minute it is left to itself. */
    void stop() {
        try {
            new Command(user.prefix(), program("pg_ctl"), "stop", "-s", "-w", "-t", 60, "-m", "fast", "-D", data).run();
        } catch (IOException e) {
            LOG.warn("the embedded PostgreSQL did not stop: {}", e.getMessage());
        }
    }

    /** Into another folder first: an initialisation cut short leaves nothing that looks like data. */
    private void init(String password) throws IOException {
        Path fresh = folder.resolve("data.new");
        Path secret = folder.resolve("password");
        if (Files.exists(fresh)) {
            new Command(List.of(), "rm", "-rf", fresh).run();
        }
        PrivateFile.write(secret, password + "\n");
        user.give(folder);
        try {
            new Command(
                            user.prefix(),
                            program("initdb"),
                            "-D",
                            fresh,
                            "-U",
                            StoreSettings.USER,
                            "--pwfile",
                            secret,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--no-instructions")
                    .run();
        } finally {
            Files.deleteIfExists(secret);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void configure(int port) throws IOException {
        String settings = """
                # Written at every start by Stepwell; settings of your own belong in postgresql.auto.conf (ALTER SYSTEM).
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                password_encryption = 'scram-sha-256'
                # An acknowledged commit is on the disk.
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                # Nobody copies from this server, so it writes the least log that a crash needs.
                wal_level = minimal
                max_wal_senders = 0
                max_wal_size = 1GB
                shared_buffers = 128MB
                # Tasks come and go by the second; what they leave behind is cleared before it slows anybody.
                autovacuum_naptime = 15s
                # Our statements are short: compiling them costs more than it saves.
                jit = off
                # Reads come from cache; three idle workers would only take memory.
                io_method = sync
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] '
                """.formatted(port);
        Path file = data.resolve("postgresql.conf");
        PrivateFile.write(file, settings);
        user.give(file);
    }

    /**
     * The server whose process stands in the data folder, once it answers. One that does not, though it has had time to recover,
     * is ended the hard way: two servers must never share a folder.
     */
    private Optional<StoreSettings.Server> running(StoreSettings.Server remembered) throws IOException {
        Optional<Postmaster> postmaster = Postmaster.read(data);
        if (postmaster.isEmpty()) {
            return Optional.empty();
        }
        StoreSettings.Server server = remembered.on(postmaster.get().port());
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                makeDatabase(server);
                return Optional.of(server);
            } catch (SQLException e) {
                if (!postmaster.get().isAlive()) {
                    return Optional.empty();
                }
                if (!STARTING_UP.equals(e.getSQLState()) || System.nanoTime() > deadline) {
                    LOG.warn("an earlier PostgreSQL runs but does not answer ({}); ending it", e.getMessage());
                    postmaster.get().end();
                    return Optional.empty();
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static void makeDatabase(StoreSettings.Server server) throws SQLException {
        try (Connection connection = connect(server, StoreSettings.DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            row.next();
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
            try (Connection connection = connect(server, "postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + StoreSettings.DATABASE);
            }
        }
    }

    private static Connection connect(StoreSettings.Server server, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database, StoreSettings.USER, server.password());
    }

    private Path program(String name) throws IOException {
        return programs.postgres().resolve("bin").resolve(name);
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }
}
