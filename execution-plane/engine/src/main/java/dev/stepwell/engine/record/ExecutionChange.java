package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What happens to an execution as a whole. Each is an event. */
public sealed interface ExecutionChange extends Change {
    /**
     * ExecutionStarted.
     *
     * @param input of the state that is entered first
     * @param variables that are there from the start, by name; only with a {@link dev.stepwell.engine.turn.Beginning}
     */
    record Started(StartFacts facts, Payload input, Map<String, Payload> variables) implements ExecutionChange {
        public Started {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }

        /** At the machine's StartAt, where there are no variables. */
        public Started(StartFacts facts, Payload input) {
            this(facts, input, Map.of());
        }
    }

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
