package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** What happens to the task of a Task state. Its family tells which of AWS's three families of events each one is. */
public sealed interface TaskChange extends Change {
    /** The frame. */
    int frame();

    /**
     * ActivityScheduled, LambdaFunctionScheduled or TaskScheduled.
     *
     * @param region of a service task, the region it is asked in
     * @param parameters what the task is given
     * @param timeoutSeconds absent: a year
     * @param roleArn the role of Credentials
     */
    record Scheduled(
            int frame,
            TaskFamily family,
            String region,
            Payload parameters,
            OptionalLong timeoutSeconds,
            OptionalLong heartbeatSeconds,
            Optional<String> roleArn)
            implements TaskChange {}

    /**
     * ActivityStarted (with the worker's name), LambdaFunctionStarted or TaskStarted.
     *
     * @param poll the number of the question that the task was the answer to; 0 when nobody had to ask
     */
    record Started(int frame, TaskFamily family, Optional<String> worker, long poll) implements TaskChange {}

    /** TaskSubmitted: the service has taken the request, the end comes later. */
    record Submitted(int frame, TaskFamily family, Payload output) implements TaskChange {}

    /** ActivitySucceeded, LambdaFunctionSucceeded or TaskSucceeded. */
    record Succeeded(int frame, TaskFamily family, Payload output) implements TaskChange {}

    /** ActivityFailed, LambdaFunctionFailed or TaskFailed. */
    record Failed(int frame, TaskFamily family, Optional<String> error, Optional<String> cause) implements TaskChange {}

    /** ActivityTimedOut, LambdaFunctionTimedOut or TaskTimedOut. */
    record TimedOut(int frame, TaskFamily family, Optional<String> error, Optional<String> cause)
            implements TaskChange {}

    /**
     * No event: the end was reported by token before the service had answered that it took the request. The events follow once it
     * has, so that TaskSubmitted comes first, as in AWS.
     *
     * @param output present when it succeeded
     */
    record EndedEarly(int frame, Optional<Payload> output, Optional<String> error, Optional<String> cause)
            implements TaskChange {}

    /** No event: a heartbeat was seen that moves the deadline. */
    record BeatSeen(int frame, Instant beat) implements TaskChange {}
}
