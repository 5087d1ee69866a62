package dev.stepwell.standalone.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code postmaster.pid} of a data folder says: the process on its first line, the port on its fourth. */
record Postmaster(Orphan process, int port) {
    /** The server that runs on the folder; empty when the file is gone, cut short, or of a process that ended. */
    static Optional<Postmaster> read(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 4 || !lines.get(3).strip().matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(lines.get(3).strip());
        return Orphan.of(lines.get(0), "postgres").map(process -> new Postmaster(process, port));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void end() {
        process.end();
    }
}
