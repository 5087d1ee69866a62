package dev.stepwell.rig.house;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * An embedded Redis, as somebody with a terminal has it.
 *
 * @param port where it listens on loopback
 */
public record RedisServer(int port, String password) {
    /** The Redis of a house with embedded stores. */
    public static RedisServer of(House house) {
        Settings stores = house.stores();
        return new RedisServer(Integer.parseInt(stores.get("REDIS_PORT")), stores.get("REDIS_PASSWORD"));
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
