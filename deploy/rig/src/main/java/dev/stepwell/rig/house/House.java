package dev.stepwell.rig.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One server process on a data folder of its own, started by {@code deploy/up}. It keeps its ports across its lives, so that clients find
 * it again.
 */
public final class House implements AutoCloseable {
    private static final int LOG_LINES = 80;

    private final Path deploy;
    private final Path data;
    private final List<String> options;
    private final Map<String, String> environment;
    private final int httpPort = freePort();

    /** Not started yet. */
    public House(Path deploy, Path data, List<String> options) {
        this(deploy, data, options, Map.of());
    }

    /**
     * Not started yet.
     *
     * @param deploy the folder of the commands {@code up} and {@code down}
     * @param options further options of {@code up}
     * @param environment further variables of its process
     */
    House(Path deploy, Path data, List<String> options, Map<String, String> environment) {
        this.deploy = deploy;
        this.data = data;
        this.environment = environment;
        this.options = new ArrayList<>(options);
        this.options.addAll(
                List.of("--http-port", Integer.toString(httpPort), "--grpc-port", Integer.toString(freePort())));
    }

    /** A port of loopback that nobody listens on at this moment. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, and returns when it is ready. */
    public void up() {
        List<String> command = new ArrayList<>(List.of(deploy.resolve("up").toString(), "--detach", "--no-build"));
        command.addAll(List.of("--data", data.toString()));
        command.addAll(options);
        try {
            ServerProcess.run(command, environment);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "\n" + lastOfLog(), e); // the folder goes with the run
        }
    }

    private String lastOfLog() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("stepwell.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "there is no log";
        }
    }

    /** Ends the process as a power cut does. Its embedded stores live on, as they would on other machines. */
    public void kill() {
        ServerProcess.run(List.of("kill", "-KILL", pid()));
    }

    /** Lets it stand still: to the others it looks dead. */
    public void freeze() {
        ServerProcess.run(List.of("kill", "-STOP", pid()));
    }

    /** Lets it go on. */
    public void thaw() {
        ServerProcess.run(List.of("kill", "-CONT", pid()));
    }

    /** Has the operator say something ({@code deploy/stepwell}), and returns the answer. */
    public String operate(String... words) {
        List<String> command =
                new ArrayList<>(List.of(deploy.resolve("stepwell").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toString()));
        return ServerProcess.run(command);
    }

    /** What its {@code credentials.env} says. */
    public Settings credentials() {
        return Settings.read(data.resolve("credentials.env"));
    }

    /** Where its embedded stores are. */
    public Settings stores() {
        return Settings.read(data.resolve("stores.env"));
    }

    /** Where it answers. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    /** Its data folder. */
    public Path data() {
        return data;
    }

    /** Stops it in good order; what was killed hard leaves stores behind, which are ended as well. */
    @Override
    public void close() {
        ServerProcess.run(List.of(deploy.resolve("down").toString(), "--data", data.toString()));
    }

    private String pid() {
        try {
            return Files.readString(data.resolve("pid")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
