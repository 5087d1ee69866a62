package dev.stepwell.bench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.bench.cost.Calibration;
import dev.stepwell.bench.cost.Wal;
import dev.stepwell.bench.load.Loops;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one workload has come to.
 *
 * @param outcome rates and times
 * @param cpuSeconds by process, within the window
 * @param wal within the window
 * @param calibration the mean of before and after
 * @param floor what the floor's driver printed
 * @param figures what else was measured, by what it is
 */
record Row(
        Workload workload,
        Loops.Outcome outcome,
        Map<String, Double> cpuSeconds,
        Wal wal,
        Calibration calibration,
        Optional<ObjectNode> floor,
        Map<String, Double> figures) {
    static final String HEADING = String.format(
            Locale.ROOT,
            "%-9s %8s %7s %7s %7s | %6s %6s %6s %6s %6s %6s | %6s %6s | %6s %6s %6s %6s | %s",
            "workload",
            "per s",
            "p50",
            "p95",
            "p99",
            "server",
            "worker",
            "driver",
            "pg",
            "redis",
            "all",
            "wal KB",
            "syncs",
            "row/s",
            "100/s",
            "sync/s",
            "queue",
            "floor: per s, p50, p99, all");

    private double each(String process) {
        return outcome.latencies().count() == 0
                ? 0
                : cpuSeconds.getOrDefault(process, 0.0)
                        * 1_000
                        / outcome.latencies().count();
    }

    /** All processes of the server's. */
    private double servers() {
        return cpuSeconds.keySet().stream()
                .filter(name -> name.startsWith("server"))
                .mapToDouble(this::each)
                .sum();
    }

    private double all() {
        return cpuSeconds.keySet().stream().mapToDouble(this::each).sum();
    }

    private double per(long amount) {
        return outcome.latencies().count() == 0
                ? 0
                : (double) amount / outcome.latencies().count();
    }

    /** A line of the table; milliseconds, and CPU milliseconds for each piece of work. */
    String line() {
        return String.format(
                        Locale.ROOT,
                        "%-9s %8.1f %7.2f %7.2f %7.2f | %6.2f %6.2f %6.2f %6.2f %6.2f %6.2f | %6.1f %6.2f | %6.0f"
                                + " %6.0f %6.0f %6.0f | ",
                        workload.word(),
                        outcome.perSecond(),
                        outcome.latencies().millis(0.5),
                        outcome.latencies().millis(0.95),
                        outcome.latencies().millis(0.99),
                        servers(),
                        each("worker"),
                        each("driver"),
                        each("postgres"),
                        each("redis"),
                        all(),
                        per(wal.bytes()) / 1_024,
                        per(wal.syncs()),
                        calibration.rows(),
                        calibration.hundreds(),
                        calibration.syncs(),
                        calibration.queue())
                + floor.map(Row::words).orElse("-")
                + figures.entrySet().stream()
                        .map(figure -> String.format(Locale.ROOT, "  %s %.1f", figure.getKey(), figure.getValue()))
                        .collect(Collectors.joining())
                + (outcome.refusals().count() == 0
                        ? ""
                        : "  (throttled " + outcome.refusals().count() + " times)")
                + (outcome.errors() == 0 ? "" : "  (" + outcome.errors() + " failed)");
    }

    private static String words(ObjectNode floor) {
        return String.format(
                Locale.ROOT,
                "%.0f %.1f %.1f %.2f",
                floor.path("per_s").asDouble(),
                floor.path("p50_ms").asDouble(),
                floor.path("p99_ms").asDouble(),
                floor.path("cpu_ms").path("all").asDouble());
    }

    ObjectNode json(ObjectMapper mapper) {
        ObjectNode row = mapper.createObjectNode();
        row.put("workload", workload.word());
        row.put("per_s", round(outcome.perSecond()));
        row.put("p50_ms", round(outcome.latencies().millis(0.5)));
        row.put("p95_ms", round(outcome.latencies().millis(0.95)));
        row.put("p99_ms", round(outcome.latencies().millis(0.99)));
        row.put("errors", outcome.errors());
        row.put("throttled", outcome.refusals().count());
        ObjectNode cpu = row.putObject("cpu_ms");
        cpuSeconds.keySet().forEach(process -> cpu.put(process, round(each(process))));
        cpu.put("all", round(all()));
        row.put("wal_bytes", Math.round(per(wal.bytes())));
        row.put("wal_syncs", round(per(wal.syncs())));
        row.put("wal_images", round(per(wal.images())));
        ObjectNode machine = row.putObject("calibration");
        machine.put("rows_per_s", Math.round(calibration.rows()));
        machine.put("hundred_rows_per_s", Math.round(calibration.hundreds()));
        machine.put("syncs_per_s", Math.round(calibration.syncs()));
        machine.put("queue_per_s", Math.round(calibration.queue()));
        figures.forEach((name, value) -> row.put(name, round(value)));
        floor.ifPresent(measured -> row.set("floor", measured));
        return row;
    }

    private static double round(double value) {
        return Math.round(value * 1_000) / 1e3;
    }
}
