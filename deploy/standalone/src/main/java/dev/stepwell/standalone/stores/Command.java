package dev.stepwell.standalone.stores;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
final class Command {
    private static final int SECONDS = 90;

    private final List<String> words;

    /** A prefix such as {@code unshare -U --}, then the program and its arguments. */
    Command(List<String> prefix, Object... words) {
        this.words = new ArrayList<>(prefix);
        for (Object word : words) {
            this.words.add(word.toString());
        }
    }

    /** Runs it; throws with what it printed unless it ends with 0 in time. */
    void run() throws IOException {
        Path output = Files.createTempFile("stepwell", ".out");
        try {
            int status = status(output);
            if (status != 0) {
                throw new IOException(words + " ended with " + status + ": "
                        + Files.readString(output).strip());
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Whether it can be run at all and ends with 0; what it prints is dropped. */
    boolean succeeds() {
        try {
            run();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private int status(Path output) throws IOException {
        // Into a file: a server left behind would keep a pipe open for ever.
        Process process = new ProcessBuilder(words)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(words + " took longer than " + SECONDS + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + words, e);
        }
        return process.exitValue();
    }
}
