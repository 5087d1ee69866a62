package dev.stepwell.engine.turn;

import dev.stepwell.names.ExecutionId;
import java.time.Instant;
import java.util.Optional;

/**
 * What one execution has to say to another that need not answer. It lies in the receiver's inbox, where the sender's own commit has put
 * it, until a turn of the receiver has taken it in.
 */
public sealed interface Letter {
    /** Which letter it is. */
    Slip slip();

    /** The kinds of letters. */
    enum Kind {
        /** A child has ended; for its parent. */
        CHILD_ENDED,
        /** The task that started a child does not wait for it any more; for the child. */
        GIVEN_UP
    }

    /**
     * What tells a letter from all others of an inbox.
     *
     * @param sender who has sent it
     * @param kind what it says
     * @param task the task of the parent that it is about
     */
    record Slip(ExecutionId sender, Kind kind, TaskRef task) {}

    /**
     * A child has ended.
     *
     * @param facts what the child is
     * @param output present when it succeeded
     */
    record ChildEnded(
            Slip slip,
            StartFacts facts,
            RunStatus status,
            Instant startDate,
            Instant stopDate,
            Payload input,
            Optional<Payload> output,
            Optional<String> error,
            Optional<String> cause)
            implements Letter {}

    /**
     * The parent's task does not wait any more: what was started for it is to stop.
     *
     * @param parentArn the ARN of the parent
     */
    record GivenUp(Slip slip, String parentArn) implements Letter {}
}
