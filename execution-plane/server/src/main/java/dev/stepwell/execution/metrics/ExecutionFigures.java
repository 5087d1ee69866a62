package dev.stepwell.execution.metrics;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.execution.metrics.NodeMetrics.Ending;
import dev.stepwell.execution.metrics.Recent.Thing;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.time.Instant;

/** The figures of executions as a whole. A redriven execution's time begins anew with the redrive. */
final class ExecutionFigures {
    private static final int REMEMBERED = 20_000;

    /** The units of AWS's bill (pricing page, "Express Workflows"). */
    private static final long BILLED_MILLIS = 100;

    private static final long BILLED_MB = 64;

    /** Executions that run again, since when. */
    private final Recent<Instant> redriven = new Recent<>(REMEMBERED);

    void count(Subject subject, ExecutionKey key, Instant at, ExecutionChange change) {
        switch (change) {
            case ExecutionChange.Started ignored -> subject.count(Metric.ExecutionsStarted);
            case ExecutionChange.Redriven ignored -> {
                subject.count(Metric.ExecutionsRedriven);
                redriven.put(new Thing(key, 0), at);
            }
            case ExecutionChange.Succeeded ignored -> ended(subject, key, at, Ending.SUCCEEDED);
            case ExecutionChange.Failed ignored -> ended(subject, key, at, Ending.FAILED);
            case ExecutionChange.TimedOut ignored -> ended(subject, key, at, Ending.TIMED_OUT);
            case ExecutionChange.Aborted ignored -> ended(subject, key, at, Ending.ABORTED);
        }
    }

    void express(Subject subject, ExecutionKey key, Instant stopDate, Ending ending, long bytes) {
        subject.count(Metric.ExecutionsStarted);
        subject.count(plain(ending));
        Duration time = NodeMetrics.since(key, stopDate);
        subject.took(Metric.ExecutionTime, time);
        subject.amounted(Metric.ExpressExecutionMemory, bytes);
        subject.amounted(
                Metric.ExpressExecutionBilledDuration,
                BILLED_MILLIS * Math.max(1, Math.ceilDiv(time.toMillis(), BILLED_MILLIS)));
        subject.amounted(
                Metric.ExpressExecutionBilledMemory,
                (BILLED_MB << 20) * (double) Math.max(1, Math.ceilDiv(bytes, BILLED_MB << 20)));
    }

    private void ended(Subject subject, ExecutionKey key, Instant at, Ending ending) {
        subject.count(plain(ending));
        Instant again = redriven.remove(new Thing(key, 0));
        if (again == null) {
            subject.took(Metric.ExecutionTime, NodeMetrics.since(key, at));
        } else {
            subject.count(afterRedrive(ending));
            subject.took(Metric.ExecutionTime, Duration.between(again, at));
        }
    }

    private static Metric plain(Ending ending) {
        return switch (ending) {
            case SUCCEEDED -> Metric.ExecutionsSucceeded;
            case FAILED -> Metric.ExecutionsFailed;
            case TIMED_OUT -> Metric.ExecutionsTimedOut;
            case ABORTED -> Metric.ExecutionsAborted;
        };
    }

    private static Metric afterRedrive(Ending ending) {
        return switch (ending) {
            case SUCCEEDED -> Metric.RedrivenExecutionsSucceeded;
            case FAILED -> Metric.RedrivenExecutionsFailed;
            case TIMED_OUT -> Metric.RedrivenExecutionsTimedOut;
            case ABORTED -> Metric.RedrivenExecutionsAborted;
        };
    }
}
