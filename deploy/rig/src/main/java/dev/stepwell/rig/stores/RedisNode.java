package dev.stepwell.rig.stores;

import dev.stepwell.rig.house.House;
import dev.stepwell.rig.house.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Redis process of Debian's on a port of loopback, which writes nothing down but where its cluster is. */
final class RedisNode {
    static final Path PROGRAM = Path.of("/usr/bin/redis-server");

    /** Nodes of a cluster talk to each other on a port so much higher. */
    private static final int BUS = 10_000;

    private static final int HIGHEST = 65_535 - BUS;

    private final Path folder;
    private final int port;
    private final List<String> settings;

    private RedisNode(Path folder, int port, List<String> settings) {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
    }

    /** Starts one in a folder of its own. */
    static RedisNode start(Path folder, String... settings) {
        int free = House.freePort();
        while (free > HIGHEST) {
            free = House.freePort();
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RedisNode node = new RedisNode(folder, free, List.of(settings));
        node.up();
        return node;
    }

    int port() {
        return port;
    }

    /** Starts it, without anything it knew, and returns when it answers. */
    void up() {
        List<String> command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--daemonize",
                "yes",
                "--save",
                "",
                "--dir",
                folder.toString(),
                "--pidfile",
                folder.resolve("redis.pid").toString()));
        command.addAll(settings);
        ServerProcess.run(command);
        await("PING", "+PONG");
    }

    void kill() {
        ServerProcess.end(ServerProcess.of(folder.resolve("redis.pid")), "KILL");
    }

    /** Asks again and again, until the answer has that in it. */
    void await(String question, String wanted) {
        for (int i = 0; i < 600; i++) {
            if (ask(question).contains(wanted)) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("Redis on port " + port + " does not say " + wanted);
    }

    /** The answer, or nothing when nobody gives one. */
    String ask(String question) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((question + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            try (Stream<String> lines = in.lines()) {
                return String.join("\n", lines.toList());
            }
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
