package dev.stepwell.rig.house;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * An embedded Redis, as somebody with a terminal has it.
 *
 * @param folder where its settings and what it remembers lie
 * @param port where it listens on loopback
 */
public record RedisServer(Path folder, int port, String password) {
    /** The Redis of a house with embedded stores. */
    public static RedisServer of(House house) {
        Settings stores = house.stores();
        return new RedisServer(
                house.data().resolve("redis"),
                Integer.parseInt(stores.get("REDIS_PORT")),
                stores.get("REDIS_PASSWORD"));
    }

    /** By which it is reached over another port of loopback. */
    public String urlBy(int otherPort) {
        return "redis://:" + password + "@127.0.0.1:" + otherPort;
    }

    /** Kills it hard; returns the program, to start it again. */
    public Path kill() {
        ProcessHandle process = ServerProcess.of(folder.resolve("redis.pid"));
        Path program = ServerProcess.program(process);
        ServerProcess.end(process, "KILL");
        return program;
    }

    /** Starts it on the same port, without anything it knew. */
    public void startEmpty(Path program) {
        ServerProcess.run(List.of("rm", "-rf", folder.resolve("appendonlydir").toString()));
        ServerProcess.run(
                List.of(program.toString(), folder.resolve("redis.conf").toString()));
    }

    /** Empties it. */
    public void flushAll() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String words = "AUTH " + password + "\r\nFLUSHALL\r\n";
            socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            String welcome = in.readLine();
            String flushed = in.readLine();
            if (!"+OK".equals(welcome) || !"+OK".equals(flushed)) {
                throw new IllegalStateException("Redis was not emptied: " + welcome + ", " + flushed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
