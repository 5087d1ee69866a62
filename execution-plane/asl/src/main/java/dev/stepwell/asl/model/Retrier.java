package dev.stepwell.asl.model;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * One entry of Retry (developer guide, "Retrying after an error").
 *
 * @param errorEquals the error names it stands for
 * @param intervalSeconds seconds before the first retry; 1 when not written
 * @param maxAttempts how many retries; 3 when not written, 0 means never
 * @param backoffRate the factor between intervals, at least 1; 2.0 when not written
 * @param maxDelaySeconds the largest interval
 * @param fullJitter JitterStrategy FULL: the delay is drawn evenly between 0 and the interval
 */
public record Retrier(
        List<String> errorEquals,
        long intervalSeconds,
        long maxAttempts,
        double backoffRate,
        OptionalLong maxDelaySeconds,
        boolean fullJitter) {
    private static final long LONGEST_DELAY_SECONDS = 31_622_400;

    public Retrier {
        errorEquals = List.copyOf(errorEquals);
    }

    /**
     * How long the next attempt waits: IntervalSeconds times BackoffRate per retry done, capped by MaxDelaySeconds, and spread out by
     * FULL jitter.
     *
     * @param done how many retries there have been
     */
    public Duration delay(int done, RandomGenerator random) {
        double seconds = intervalSeconds * Math.pow(backoffRate, done);
        double capped = Math.min(seconds, maxDelaySeconds.orElse(LONGEST_DELAY_SECONDS));
        double drawn = fullJitter ? capped * random.nextDouble() : capped;
        return Duration.ofMillis(Math.round(drawn * 1000));
    }
}
