package dev.stepwell.simulation;

import dev.stepwell.simulation.cluster.Report;
import dev.stepwell.simulation.cluster.Seams;
import dev.stepwell.simulation.cluster.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Runs worlds, two at a time, as they have nothing to do with each other. */
final class Worlds {
    private static final int AT_ONCE = 2;

    private Worlds() {}

    /** Runs the worlds of the seeds; their reports come in the order of the seeds. */
    static List<Report> run(LongStream seeds) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Report>> futures = new ArrayList<>();
            seeds.forEach(seed -> futures.add(threads.submit(() -> Simulation.run(seed, Seams.NONE, false))));
            List<Report> reports = new ArrayList<>();
            for (Future<Report> future : futures) {
                reports.add(future.get());
            }
            return reports;
        }
    }
}
