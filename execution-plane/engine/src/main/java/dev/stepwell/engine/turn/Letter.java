package dev.stepwell.engine.turn;

import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.CloseStatus;
import dev.stepwell.engine.workflow.Initiator;
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
        GIVEN_UP,
        /** A child policy of Amazon SWF terminates; for the child. */
        POLICY_TERMINATE,
        /** A child policy of Amazon SWF asks to cancel; for the child. */
        POLICY_REQUEST_CANCEL,
        /** A run of Amazon SWF ended before it knew that what it wanted of another had been done; for itself. */
        UNSENT
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
     * @param closeStatus how it ended, if it is one of Amazon SWF
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
            Optional<String> cause,
            Optional<CloseStatus> closeStatus)
            implements Letter {}

    /**
     * The parent's task does not wait any more: what was started for it is to stop.
     *
     * @param parentArn the ARN of the parent
     */
    record GivenUp(Slip slip, String parentArn) implements Letter {}

    /**
     * The parent was terminated or has timed out, and its child policy says what is to become of its children (Amazon SWF).
     *
     * @param parent who it was, and its decision that started the child
     */
    record PolicyApplied(Slip slip, ChildPolicy policy, Initiator parent) implements Letter {}

    /**
     * A note of a run to itself: it has ended, and it is not known whether what it wanted of another (a child, a signal, a request to
     * cancel) was done. It lies there until that is known, so that it is done although nobody holds a run that has ended.
     */
    record Unsent(Slip slip) implements Letter {}
}
