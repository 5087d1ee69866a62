package dev.stepwell.rig.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A store's process as somebody with a terminal has it, known by the file that its number stands in. */
public final class ServerProcess {
    private static final int SECONDS = 60;

    private ServerProcess() {}

    /** The process whose number is the first line of a file; fails when there is none. */
    public static ProcessHandle of(Path pidFile) {
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            return ProcessHandle.of(pid)
                    .orElseThrow(() -> new IllegalStateException("no process " + pid + " of " + pidFile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program that a process runs. */
    public static Path program(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "exe"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a signal by its name, and returns when the process is gone. */
    public static void end(ProcessHandle process, String signal) {
        run(List.of("kill", "-" + signal, Long.toString(process.pid())));
        process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /** What stands before a command that is to be run as whoever the folder belongs to, and never as root. */
    public static List<String> asOwner(Path folder) {
        try {
            String owner = Files.getFileAttributeView(folder, PosixFileAttributeView.class)
                    .readAttributes()
                    .owner()
                    .getName();
            if (!System.getProperty("user.name").equals("root")) {
                return List.of();
            }
            return owner.equals("root") ? List.of("unshare", "-U", "--") : List.of("runuser", "-u", owner, "--");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end; fails with what it said unless it ends with 0. */
    public static String run(List<String> command) {
        return run(List.of(), command);
    }

    /** The same with further variables. */
    static String run(List<String> command, Map<String, String> environment) {
        return execute(command, environment);
    }

    /** The same behind a prefix such as {@link #asOwner}. */
    public static String run(List<String> prefix, List<String> command) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(command);
        return execute(words, Map.of());
    }

    private static String execute(List<String> words, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile("rig", ".out"); // a server left behind would keep a pipe open
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            String said = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(words + (ended ? " failed: " : " did not end: ") + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + words, e);
        }
    }
}
