package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import java.util.Optional;

/** What happens to an execution as a whole. Each is an event. */
public sealed interface ExecutionChange extends Change {
    /** ExecutionStarted. */
    record Started(StartFacts facts, Payload input) implements ExecutionChange {}

    /** ExecutionSucceeded. */
    record Succeeded(Payload output) implements ExecutionChange {}

    /** ExecutionFailed. */
    record Failed(Optional<String> error, Optional<String> cause) implements ExecutionChange {}

    /** ExecutionTimedOut. */
    record TimedOut(Optional<String> error, Optional<String> cause) implements ExecutionChange {}

    /** ExecutionAborted: it was stopped. */
    record Aborted(Optional<String> error, Optional<String> cause) implements ExecutionChange {}

    /**
     * ExecutionRedriven: after its end it goes on where it had not come through.
     *
     * @param redriveCount how often it has been redriven by now, which is the generation that begins
     * @param clientToken by which the same request is known again
     */
    record Redriven(int redriveCount, Optional<String> clientToken) implements ExecutionChange {}
}
