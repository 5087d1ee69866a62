package dev.stepwell.bench.run;

import dev.stepwell.bench.client.Doors;
import dev.stepwell.bench.worker.WorkerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The process of the workers, and who waits for the executions that they finish. */
final class Crew implements AutoCloseable {
    private final Process process;
    private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private volatile Consumer<String> flooded = id -> {};

    private Crew(Process process) {
        this.process = process;
    }

    /** Starts workers of a kind; what they work on is {@code what}. */
    static Crew start(Doors doors, String kind, String what) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProcess.class.getName(),
                kind,
                what));
        builder.environment().putAll(doors.keys());
        Crew crew =
                new Crew(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(crew.process.getInputStream(), StandardCharsets.US_ASCII));
        String first = lines.readLine();
        if (!"ready".equals(first)) {
            throw new IOException("the workers did not start: " + first);
        }
        Thread.ofPlatform().daemon().start(() -> crew.read(lines));
        return crew;
    }

    long pid() {
        return process.pid();
    }

    /** Waits until an execution has been finished; one that was finished before it is waited for is not missed. */
    void await(String id) throws Exception {
        try {
            waiting.computeIfAbsent(id, key -> new CompletableFuture<>()).get(60, TimeUnit.SECONDS);
        } finally {
            waiting.remove(id);
        }
    }

    /** Has somebody told of each execution of a flood that is finished from now on. */
    void tell(Flood flood) {
        flooded = flood::ended;
    }

    private void read(BufferedReader lines) {
        try {
            for (String id = lines.readLine(); id != null; id = lines.readLine()) {
                if (Flood.isIts(id)) {
                    flooded.accept(id);
                } else {
                    waiting.computeIfAbsent(id, key -> new CompletableFuture<>())
                            .complete(null);
                }
            }
        } catch (IOException e) {
            return; // the process has ended
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
