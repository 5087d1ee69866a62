package dev.stepwell.standalone.stores;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A server process that its parent left behind, known by its number and its program: numbers are used again. */
record Orphan(ProcessHandle process) {
    private static final int SECONDS = 20;

    /** The process of that number, when it is alive and runs that program. */
    static Optional<Orphan> of(String pid, String program) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info().command().orElse("").endsWith("/" + program))
                    .map(Orphan::new);
        } catch (NumberFormatException e) {
            return Optional.empty(); // the file was cut short by the crash
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it and waits until it is gone. */
    void end() {
        process.destroyForcibly();
        try {
            process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("process " + process.pid() + " cannot be ended", e);
        }
    }
}
