package dev.stepwell.bench.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the machine gives at this moment, each a second.
 *
 * @param rows durable inserts of one row over JDBC, by one session
 * @param hundreds the same of a hundred rows at a time
 * @param syncs how often a file is forced to the disk after 4 KiB
 * @param queue pushes with their pops over one connection to Redis
 */
public record Calibration(double rows, double hundreds, double syncs, double queue) {
    private static final long LASTS = 500_000_000;

    /** Takes about two seconds. */
    public static Calibration measure(Connection connection, URI redis, Path folder) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS bench");
            statement.execute("CREATE TABLE IF NOT EXISTS bench.calibration (id bigserial PRIMARY KEY, v bytea)");
        }
        double rows = inserts(connection, 1);
        double hundreds = inserts(connection, 100);
        return new Calibration(rows, hundreds, syncs(folder), queue(redis));
    }

    /** The mean of two. */
    public Calibration mean(Calibration other) {
        return new Calibration(
                (rows + other.rows) / 2,
                (hundreds + other.hundreds) / 2,
                (syncs + other.syncs) / 2,
                (queue + other.queue) / 2);
    }

    private static double inserts(Connection connection, int rows) throws SQLException {
        String sql = "INSERT INTO bench.calibration (v) SELECT ?::bytea FROM generate_series(1, " + rows + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, new byte[100]);
            long from = System.nanoTime();
            int count = 0;
            while (System.nanoTime() - from < LASTS) {
                statement.executeUpdate();
                count++;
            }
            return perSecond(count, from);
        }
    }

    private static double syncs(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "calibration", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long from = System.nanoTime();
            int count = 0;
            while (System.nanoTime() - from < LASTS) {
                channel.write(ByteBuffer.allocate(4_096), 0);
                channel.force(false);
                count++;
            }
            return perSecond(count, from);
        } finally {
            Files.delete(file);
        }
    }

    private static double queue(URI redis) throws IOException {
        try (Socket socket = new Socket(redis.getHost(), redis.getPort());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setTcpNoDelay(true);
            String password = String.valueOf(redis.getUserInfo()).replaceFirst("^.*:", "");
            ask(socket, in, "AUTH default " + password + "\r\n", 1);
            long from = System.nanoTime();
            int count = 0;
            while (System.nanoTime() - from < LASTS) {
                ask(socket, in, "LPUSH bench:calibration x\r\n", 1);
                ask(socket, in, "RPOP bench:calibration\r\n", 2);
                count++;
            }
            return perSecond(count, from);
        }
    }

    private static void ask(Socket socket, BufferedReader in, String command, int lines) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(command.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < lines; i++) {
            String line = in.readLine();
            if (line == null || line.startsWith("-")) {
                throw new IOException("Redis answered " + line);
            }
        }
    }

    private static double perSecond(int count, long from) {
        return count / ((System.nanoTime() - from) / 1e9);
    }
}
