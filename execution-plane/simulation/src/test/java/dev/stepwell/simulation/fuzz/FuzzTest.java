package dev.stepwell.simulation.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonDepthException;
import dev.stepwell.asl.model.MachineType;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.simulation.world.Seeds;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * 5,000 random definitions, a third of them spoilt: reading never throws and takes less than a second of processor time, and what is
 * accepted runs to an end with the laws held. {@code -Dfuzz.seed=} and {@code -Dfuzz.count=} choose others; a failure names its own seed,
 * which {@code -Dfuzz.seed=N -Dfuzz.count=1} does again.
 */
final class FuzzTest {
    private static final int THREADS = 2;
    private static final long READING = TimeUnit.SECONDS.toNanos(1);
    private static final long RUNNING = TimeUnit.SECONDS.toNanos(20);
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private final AtomicInteger accepted = new AtomicInteger();

    @Test
    void whateverIsWrittenIsReadAndWhateverIsAcceptedRuns() throws Exception {
        long seed = Long.getLong("fuzz.seed", 1);
        int count = Integer.getInteger("fuzz.count", 5_000);
        System.out.println("-Dfuzz.seed=" + seed + " -Dfuzz.count=" + count);
        List<Future<List<String>>> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int part = 0; part < THREADS; part++) {
                int offset = part;
                parts.add(threads.submit(() -> {
                    List<String> failures = new ArrayList<>();
                    for (long i = seed + offset; i < seed + count && failures.size() < 10; i += THREADS) {
                        one(i, failures);
                    }
                    return failures;
                }));
            }
        }
        List<String> failures = new ArrayList<>();
        for (Future<List<String>> part : parts) {
            failures.addAll(part.get());
        }
        System.out.println(accepted + " of " + count + " definitions were accepted and run");
        assertThat(failures).isEmpty();
        assertThat(accepted.get()).as("accepted definitions").isGreaterThanOrEqualTo(count / 5);
    }

    private void one(long seed, List<String> failures) {
        Words words = new Words(new Seeds(seed).of("fuzz"));
        String text = text(words);
        MachineType type = words.chance(8) ? MachineType.EXPRESS : MachineType.STANDARD;
        try {
            long began = THREAD.getCurrentThreadCpuTime();
            ReadResult result = DefinitionReader.read(text, type);
            long read = THREAD.getCurrentThreadCpuTime();
            if (read - began > READING) {
                failures.add("seed " + seed + " takes too long to read: " + text);
            }
            if (result instanceof ReadResult.Ok ok) {
                accepted.incrementAndGet();
                List<?> violations = new OneRun(ok.definition(), words).violations(Json.write(words.input()));
                if (!violations.isEmpty()) {
                    failures.add("seed " + seed + ": " + violations + " of " + text);
                }
                if (THREAD.getCurrentThreadCpuTime() - read > RUNNING) {
                    failures.add("seed " + seed + " takes too long to run: " + text);
                }
            }
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            failures.add("seed " + seed + ": " + e + " at "
                    + List.of(e.getStackTrace()).stream().limit(6).toList() + " of " + text);
        }
    }

    private static String text(Words words) {
        try {
            ObjectNode definition = new Definitions(words).definition();
            return words.chance(3) ? new Mutations(words).spoilt(definition) : Json.write(definition);
        } catch (JsonDepthException e) {
            return "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000);
        }
    }
}
