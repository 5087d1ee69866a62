package dev.stepwell.standalone.stores;

import dev.stepwell.standalone.folder.PrivateFile;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Ports and passwords of the embedded stores, remembered in {@code stores.env} of the data folder: a server that outlived its
 * process is looked for where it was started.
 */
record StoreSettings(Server postgres, Server redis) {
    /** The user that owns the database. */
    static final String USER = "stepwell";

    /** The database. */
    static final String DATABASE = "stepwell";

    private static final String FILE = "stores.env";

    /** A server on loopback. */
    record Server(int port, String password) {
        Server on(int other) {
            return new Server(other, password);
        }
    }

    static StoreSettings readOrMake(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            StoreSettings made =
                    new StoreSettings(new Server(freePort(), password()), new Server(freePort(), password()));
            made.write(data);
            return made;
        }
        Properties text = new Properties();
        text.load(new StringReader(Files.readString(file)));
        return new StoreSettings(read(text, "POSTGRES", file), read(text, "REDIS", file));
    }

    void write(Path data) throws IOException {
        PrivateFile.write(
                data.resolve(FILE),
                "# The embedded stores of this folder; written by Stepwell.\n"
                        + "POSTGRES_PORT=" + postgres.port + "\nPOSTGRES_PASSWORD=" + postgres.password
                        + "\nREDIS_PORT=" + redis.port + "\nREDIS_PASSWORD=" + redis.password
                        + "\nSTEPWELL_POSTGRES='" + access().postgres() + "'\nSTEPWELL_REDIS=" + access().redis()
                        + "\n");
    }

    Stores.Access access() {
        return new Stores.Access(
                "jdbc:postgresql://127.0.0.1:" + postgres.port + "/" + DATABASE + "?user=" + USER + "&password="
                        + postgres.password,
                "redis://:" + redis.password + "@127.0.0.1:" + redis.port);
    }

    /** A port of loopback that nobody listens on at this moment. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The same port if it can be listened on now, else a free one. */
    static int freePort(int preferred) throws IOException {
        try (ServerSocket socket = new ServerSocket(preferred, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return freePort();
        }
    }

    private static Server read(Properties text, String name, Path file) throws IOException {
        try {
            return new Server(
                    Integer.parseInt(text.getProperty(name + "_PORT", "")), text.getProperty(name + "_PASSWORD", ""));
        } catch (NumberFormatException e) {
            throw new IOException(file + " has no " + name + "_PORT; mend it, or choose another --data", e);
        }
    }

    private static String password() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
