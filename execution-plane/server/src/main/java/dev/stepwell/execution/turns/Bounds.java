package dev.stepwell.execution.turns;

import java.time.Duration;

/**
 * How much a node takes on (blueprint §4, "Overload": every queue is bounded in entries and bytes).
 *
 * @param inputsPerTurn how many waiting inputs one turn handles together
 * @param mailboxInputs how many may wait for one execution
 * @param mailboxBytes how many bytes of them
 * @param starts how many starts may be under way at once
 * @param startDelay above this delay of the committer starts are refused; completions are not
 * @param heldBytes how many bytes of idle states are kept
 * @param patience how long somebody may be kept waiting for an answer
 */
public record Bounds(
        int inputsPerTurn,
        int mailboxInputs,
        long mailboxBytes,
        int starts,
        Duration startDelay,
        long heldBytes,
        Duration patience) {
    /** What a node takes on unless it is told otherwise. */
    public static final Bounds USUAL =
            new Bounds(64, 1_024, 8 << 20, 4_096, Duration.ofMillis(250), 64 << 20, Duration.ofSeconds(10));
}
