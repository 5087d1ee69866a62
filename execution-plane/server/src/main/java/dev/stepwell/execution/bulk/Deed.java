package dev.stepwell.execution.bulk;

import dev.stepwell.contracts.platform.v1.BulkFork;
import java.util.Optional;

/** What is done to each execution of a set: the single action, with what it is asked beyond the execution. */
public sealed interface Deed {
    /** What the contract calls it. */
    default String action() {
        return switch (this) {
            case Stop stop -> "STOP";
            case Redrive redrive -> "REDRIVE";
            case Fork fork -> "FORK";
            case Pause pause -> "PAUSE";
            case Resume resume -> "RESUME";
        };
    }

    /** Whether one that has ended has nothing to be done to it. */
    default boolean isOfOpenOnes() {
        return switch (this) {
            case Stop stop -> true;
            case Pause pause -> true;
            case Resume resume -> true;
            case Redrive redrive -> false;
            case Fork fork -> false;
        };
    }

    /**
     * StopExecution.
     *
     * @param error that they end with
     * @param cause why
     */
    record Stop(Optional<String> error, Optional<String> cause) implements Deed {}

    /** RedriveExecution. */
    record Redrive() implements Deed {}

    /**
     * ForkExecution, of each under a name of its own.
     *
     * @param asked where and with what the forks begin
     */
    record Fork(BulkFork asked) implements Deed {}

    /**
     * PauseExecution.
     *
     * @param reason why, for those who look
     */
    record Pause(Optional<String> reason) implements Deed {}

    /** ResumeExecution. */
    record Resume() implements Deed {}
}
