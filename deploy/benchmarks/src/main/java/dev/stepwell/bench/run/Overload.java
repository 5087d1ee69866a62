package dev.stepwell.bench.run;

import dev.stepwell.bench.client.AwsClient;
import dev.stepwell.bench.client.Throttling;
import dev.stepwell.bench.load.Loops;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Five times as many starts as can be done, whatever became of those before: how much is done all the same, how soon the rest is refused, and how
 * soon everything is as before. Tells {@code peak_per_s}, {@code offered_per_s}, {@code goodput_percent} of the peak, {@code refused_per_s}, {@code refused_p50_ms} and
 * {@code refused_p99_ms}, {@code recovered_s} (the end of the first second that is as good as usual, or 0 when none was), and how often signed AWS JSON
 * was refused in AWS's own form ({@code exact_refusals}) and in another ({@code other_refusals}).
 */
final class Overload {
    private static final int TIMES = 5;
    private static final double AS_USUAL = 0.8;
    private static final int RECOVERY_SECONDS = 20;
    private static final long PROBE_MILLIS = 100;

    private final Site site;
    private final int runners;
    private final Duration warm;
    private final Duration measured;
    private final Map<String, Double> figures;
    private final AtomicIntegerArray doneAfterwards = new AtomicIntegerArray(RECOVERY_SECONDS);

    /**
     * @param runners how many work at a time when the peak is looked for
     * @param measured how long the peak is looked for, and how long too much is asked
     * @param figures takes what was measured
     */
    Overload(Site site, int runners, Duration warm, Duration measured, Map<String, Double> figures) {
        this.site = site;
        this.runners = runners;
        this.warm = warm;
        this.measured = measured;
        this.figures = figures;
    }

    /** Calls the window when too much begins to be asked, and when that is over. The peak is looked for with clients as usual. */
    Loops.Outcome run(Runnable window) throws Exception {
        double peak =
                Loops.closed(runners, warm, measured, site.work(), () -> {}).perSecond();
        double offered = TIMES * peak;
        Flood flood = new Flood((int) (offered * (measured.toSeconds() + 1)));
        Thread probe = probe();
        window.run();
        site.flood(flood, offered, measured);
        window.run();
        probe.interrupt();
        goOnAsUsual();
        probe.join();
        Loops.Outcome outcome =
                new Loops.Outcome(flood.ended(), flood.refused(), flood.failed(), measured.toMillis() / 1e3);
        figures.put("peak_per_s", peak);
        figures.put("offered_per_s", offered);
        figures.put("goodput_percent", 100 * outcome.perSecond() / peak);
        figures.put("refused_per_s", outcome.refusals().count() / outcome.seconds());
        figures.put("refused_p50_ms", outcome.refusals().millis(0.5));
        figures.put("refused_p99_ms", outcome.refusals().millis(0.99));
        figures.put("recovered_s", (double) recovered(AS_USUAL * peak));
        return outcome;
    }

    /** Asks by the other door all the while. */
    private Thread probe() throws Exception {
        Loops.Work start = site.signedStart();
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    ask(start);
                    TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void ask(Loops.Work start) throws InterruptedException {
        try {
            start.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (AwsClient.Refused refused) {
            figures.merge(Throttling.isExact(refused) ? "exact_refusals" : "other_refusals", 1.0, Double::sum);
        } catch (Exception e) {
            figures.merge("probes_failed", 1.0, Double::sum);
        }
    }

    private void goOnAsUsual() {
        long from = System.nanoTime();
        try {
            Loops.closed(
                    runners,
                    Duration.ZERO,
                    Duration.ofSeconds(RECOVERY_SECONDS),
                    runner -> {
                        Loops.Work work = site.work().apply(runner);
                        return () -> {
                            work.run();
                            int second = (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from);
                            if (second < RECOVERY_SECONDS) {
                                doneAfterwards.incrementAndGet(second);
                            }
                        };
                    },
                    () -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int recovered(double wanted) {
        for (int second = 0; second < RECOVERY_SECONDS; second++) {
            if (doneAfterwards.get(second) >= wanted) {
                return second + 1;
            }
        }
        return 0;
    }
}
