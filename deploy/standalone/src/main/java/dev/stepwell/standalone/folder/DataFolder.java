package dev.stepwell.standalone.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A data folder while this process owns it. The operating system frees the lock however the process ends, so a folder is never
 * left locked by a crash. {@code pid}, {@code ready} and {@code stopped} are notes for people and scripts; the lock alone decides.
 */
public final class DataFolder implements AutoCloseable {
    private static final String READY = "ready";
    private static final String STOPPED = "stopped";
    private static final String PID = "pid";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder if it is not there (mode 0711: others may pass through to what is theirs, and list nothing) and takes it.
     *
     * @throws AlreadyRunningException when another process has it
     */
    public static DataFolder take(Path path) throws IOException, AlreadyRunningException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
        }
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new AlreadyRunningException(whoRuns(path));
        }
        DataFolder folder = new DataFolder(path, channel);
        Files.deleteIfExists(path.resolve(READY));
        Files.deleteIfExists(path.resolve(STOPPED));
        PrivateFile.write(path.resolve(PID), ProcessHandle.current().pid() + "\n");
        return folder;
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** Notes for later comers what runs here and how to reach it. */
    public void announce(String text) throws IOException {
        PrivateFile.write(path.resolve(READY), text);
    }

    /** Lets the folder go. A note of having been ready stays as {@code stopped}, so that scripts know a good end from a bad start. */
    @Override
    public void close() throws IOException {
        if (Files.exists(path.resolve(READY))) {
            Files.move(path.resolve(READY), path.resolve(STOPPED));
        }
        Files.deleteIfExists(path.resolve(PID));
        channel.close();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private static String whoRuns(Path path) throws IOException {
        String pid = note(path.resolve(PID));
        String ready = note(path.resolve(READY));
        return "Already running on " + path + (pid.isEmpty() ? "" : " as process " + pid)
                + (ready.isEmpty() ? ", still starting." : ".\n" + ready);
    }

    private static String note(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
    }
}
