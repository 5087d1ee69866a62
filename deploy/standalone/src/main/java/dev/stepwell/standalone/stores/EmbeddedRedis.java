package dev.stepwell.standalone.stores;

import dev.stepwell.standalone.folder.PrivateFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis of its own in a folder: append-only file on, nothing evicted, on loopback behind a password. Detached like
 * {@link EmbeddedPostgres}, and taken over the same way: whoever knows the folder's password is the folder's server.
 */
final class EmbeddedRedis {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final int TIMEOUT_MS = 1_000;
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long PAUSE_NANOS = 10_000_000L;

    private final Path folder;
    private final Programs programs;
    private volatile StoreSettings.Server server = new StoreSettings.Server(0, "");

    EmbeddedRedis(Path folder, Programs programs) {
        this.folder = folder;
        this.programs = programs;
    }

    /** Starts it, or takes over the one that runs; returns where it answers, which is another port when ours was taken. */
    StoreSettings.Server start(StoreSettings.Server remembered) throws IOException {
        server = remembered;
        if (answers()) {
            LOG.info("taking over the Redis that an earlier process left running on port {}", remembered.port());
            return remembered;
        }
        endTheDeaf();
        server = remembered.on(StoreSettings.freePort(remembered.port()));
        Path settings = folder.resolve("redis.conf");
        PrivateFile.write(settings, settings(server));
        new Command(List.of(), programs.redis(), settings).run();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the embedded Redis did not start; see " + folder.resolve("redis.log"));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return server;
    }

    /** Syncs the append-only file and ends it. */
    void stop() {
        try {
            ask("SHUTDOWN");
        } catch (IOException e) {
            LOG.warn("the embedded Redis did not stop: {}", e.getMessage());
        }
    }

    private String settings(StoreSettings.Server to) {
        return """
                # Written at every start by Stepwell.
                bind 127.0.0.1
                port %d
                protected-mode yes
                requirepass %s
                daemonize yes
                pidfile "%s/redis.pid"
                logfile "%s/redis.log"
                dir "%s"
                # A restart finds its queues again; PostgreSQL holds the truth, so once a second is enough.
                appendonly yes
                appendfsync everysec
                save ""
                # Full means refused, never silently dropped.
                maxmemory 256mb
                maxmemory-policy noeviction
                """.formatted(to.port(), to.password(), folder, folder, folder);
    }

    /** An earlier server that runs but does not answer would write to the same files. */
    private void endTheDeaf() throws IOException {
        Path pidFile = folder.resolve("redis.pid");
        if (Files.isRegularFile(pidFile)) {
            Orphan.of(Files.readString(pidFile), "redis-server").ifPresent(Orphan::end);
        }
    }

    private boolean answers() {
        try {
            return "+PONG".equals(ask("PING"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Says who we are, asks one thing and reads one line; a server that ends instead of answering gives an empty one. */
    private String ask(String question) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), TIMEOUT_MS);
            socket.setSoTimeout(question.equals("SHUTDOWN") ? 20 * TIMEOUT_MS : TIMEOUT_MS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            say(socket, "AUTH " + server.password());
            String welcome = in.readLine();
            if (!"+OK".equals(welcome)) {
                throw new IOException("not our Redis on port " + server.port() + ": " + welcome);
            }
            say(socket, question);
            String answer = in.readLine();
            return answer == null ? "" : answer;
        }
    }

    private static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
