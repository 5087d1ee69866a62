package dev.stepwell.engine.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which executions can be redriven (developer guide, "Redrive eligibility for unsuccessful executions"). */
public final class Redrivability {
    private static final Duration AFTER_ITS_END = Duration.ofDays(14);
    private static final Duration AFTER_ITS_START = Duration.ofDays(365);

    private Redrivability() {}

    /**
     * How an execution stands.
     *
     * @param stoppedAt when it ended; of one that runs, anything
     * @param events how many events its history has
     */
    public record Standing(RunStatus status, Instant startedAt, Instant stoppedAt, long events) {}

    /** Why it cannot be redriven, in AWS's words (API reference, DescribeExecution: redriveStatusReason); empty when it can. */
    public static Optional<String> refusal(Standing standing, Instant now, Limits limits) {
        return switch (standing.status) {
            case RUNNING, SUCCEEDED -> Optional.of("Execution is " + standing.status + " and cannot be redriven");
            case FAILED, TIMED_OUT, ABORTED -> expired(standing, now, limits);
        };
    }

    private static Optional<String> expired(Standing standing, Instant now, Limits limits) {
        if (standing.events >= limits.historyEvents() - 1) {
            return Optional.of("Execution history event limit exceeded");
        }
        if (now.isAfter(standing.startedAt.plus(AFTER_ITS_START))) {
            return Optional.of("Execution has exceeded the max execution time");
        }
        return now.isAfter(standing.stoppedAt.plus(AFTER_ITS_END))
                ? Optional.of("Execution redrivable period exceeded")
                : Optional.empty();
    }
}
