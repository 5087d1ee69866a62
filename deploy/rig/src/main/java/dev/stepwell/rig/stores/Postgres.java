package dev.stepwell.rig.stores;

import dev.stepwell.rig.house.House;
import dev.stepwell.rig.house.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL of Debian's on a port of loopback; its only user is a superuser who is believed. */
final class Postgres {
    /** Where Debian keeps its programs. */
    static final Path BIN = Path.of("/usr/lib/postgresql/15/bin");

    static final String USER = "stepwell";
    static final String DATABASE = "postgres";

    private final Path folder;
    private final Path data;
    private final int port = House.freePort();

    private Postgres(Path folder) {
        this.folder = prepared(folder);
        this.data = folder.resolve("data");
    }

    /** Starts an empty one in a folder of its own. */
    static Postgres start(Path folder, String... settings) {
        Postgres postgres = new Postgres(folder);
        postgres.run(
                "initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-D", postgres.data.toString());
        postgres.set("listen_addresses = '127.0.0.1'");
        postgres.set("unix_socket_directories = ''");
        postgres.set("max_connections = 200");
        postgres.set("port = " + postgres.port);
        for (String setting : settings) {
            postgres.set(setting);
        }
        postgres.up();
        return postgres;
    }

    /** Starts a copy that follows another one, whose connection it gives this name. */
    static Postgres standbyOf(int primaryPort, String name, Path folder) {
        Postgres standby = new Postgres(folder);
        standby.run(
                "pg_basebackup",
                "-D",
                standby.data.toString(),
                "-R",
                "-X",
                "stream",
                "-c",
                "fast",
                "-d",
                "host=127.0.0.1 port=" + primaryPort + " user=" + USER + " application_name=" + name);
        standby.set("port = " + standby.port);
        standby.up();
        return standby;
    }

    int port() {
        return port;
    }

    /** Changes a setting for the next start. */
    void set(String line) {
        try {
            Files.writeString(data.resolve("postgresql.conf"), line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void up() {
        control(
                "start",
                "-w",
                "-t",
                "60",
                "-l",
                data.resolveSibling("postgres.log").toString());
    }

    void reload() {
        control("reload");
    }

    /** Makes a standby the primary, and returns when it takes writes. */
    void promote() {
        control("promote", "-w", "-t", "60");
    }

    /** Ends it as a crash does. */
    void crash() {
        control("stop", "-m", "immediate");
    }

    /** Ends it if it runs. */
    void stop() {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            control("stop", "-m", "fast");
        }
    }

    private void control(String... words) {
        List<String> all = new ArrayList<>(List.of("-s", "-D", data.toString()));
        all.addAll(List.of(words));
        run("pg_ctl", all.toArray(String[]::new));
    }

    private void run(String program, String... words) {
        List<String> command = new ArrayList<>(List.of(BIN.resolve(program).toString()));
        command.addAll(List.of(words));
        ServerProcess.run(ServerProcess.asOwner(folder), command);
    }

    /** A folder that belongs to whom PostgreSQL may run as: not to root. */
    private static Path prepared(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Unprivileged.owned(folder);
    }
}
