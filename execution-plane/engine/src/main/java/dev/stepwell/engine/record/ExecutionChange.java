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
}
