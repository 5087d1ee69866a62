package dev.stepwell.rig.stores;

import dev.stepwell.rig.house.House;
import dev.stepwell.rig.house.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A PgBouncer that gives each transaction whatever session is free. */
final class Pooler {
    static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private final Path folder;
    private final int port = House.freePort();

    private Pooler(Path folder) {
        this.folder = folder;
    }

    /** Starts one before a PostgreSQL on loopback. */
    static Pooler start(Path folder, int postgresPort) {
        Pooler pooler = new Pooler(folder);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("users.txt"), "\"" + Postgres.USER + "\" \"\"\n");
            Files.writeString(
                    folder.resolve("pgbouncer.ini"), """
                    [databases]
                    * = host=127.0.0.1 port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = trust
                    auth_file = %s/users.txt
                    pool_mode = transaction
                    default_pool_size = 10
                    max_client_conn = 500
                    server_login_retry = 1
                    ignore_startup_parameters = extra_float_digits
                    logfile = %s/pgbouncer.log
                    pidfile = %s/pgbouncer.pid
                    """.formatted(postgresPort, pooler.port, folder, folder, folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Unprivileged.owned(folder);
        pooler.up();
        return pooler;
    }

    int port() {
        return port;
    }

    void up() {
        ServerProcess.run(
                ServerProcess.asOwner(folder),
                List.of(
                        PROGRAM.toString(),
                        "-d",
                        folder.resolve("pgbouncer.ini").toString()));
    }

    /** Kills it hard, with all the connections that it had. */
    void kill() {
        ServerProcess.end(ServerProcess.of(folder.resolve("pgbouncer.pid")), "KILL");
        try {
            Files.deleteIfExists(folder.resolve("pgbouncer.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
