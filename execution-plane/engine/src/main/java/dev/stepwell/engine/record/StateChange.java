package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What happens to a state of a frame. */
public sealed interface StateChange extends Change {
    /** The frame. */
    int frame();

    /** PassStateEntered, TaskStateEntered … */
    record Entered(int frame, StateKind kind, String name, Payload input) implements StateChange {}

    /**
     * PassStateExited, TaskStateExited …; also after a catcher took over.
     *
     * @param assigned the variables set, by name
     * @param next the state that follows; empty when the frame's flow has ended
     */
    record Exited(
            int frame,
            StateKind kind,
            String name,
            Payload output,
            Map<String, Payload> assigned,
            Optional<String> next)
            implements StateChange {
        public Exited {
            assigned = Collections.unmodifiableMap(new LinkedHashMap<>(assigned));
        }
    }

    /**
     * EvaluationFailed: an expression of a JSONata state failed; what is left of the state's fan-out is gone.
     *
     * @param location the field of the expression, such as {@code Output/a[0]}; absent when it is no field's fault
     * @param state the name of the state
     */
    record EvaluationFailed(int frame, String error, String cause, Optional<String> location, String state)
            implements StateChange {}

    /** TaskStateAborted, WaitStateAborted …: another part of the fan-out around it has failed. */
    record Aborted(int frame, StateKind kind) implements StateChange {}

    /** No event: a Wait waits until then. */
    record WaitArmed(int frame, Instant until) implements StateChange {}

    /**
     * No event: the state is tried again then, and what is left of its last attempt is gone.
     *
     * @param retrier which of its retriers answered
     */
    record RetryArmed(int frame, int retrier, Instant until) implements StateChange {}
}
