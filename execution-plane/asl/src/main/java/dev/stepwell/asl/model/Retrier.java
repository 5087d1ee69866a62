package dev.stepwell.asl.model;

import java.util.List;
import java.util.OptionalLong;

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
    public Retrier {
        errorEquals = List.copyOf(errorEquals);
    }
}
