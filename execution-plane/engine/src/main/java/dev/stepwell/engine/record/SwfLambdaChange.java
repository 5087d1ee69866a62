package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.Timeout;
import java.util.Optional;

/** What happens to a Lambda task of a workflow execution. A task is named by the event that scheduled it. */
public sealed interface SwfLambdaChange extends SwfChange {
    /**
     * LambdaFunctionScheduled.
     *
     * @param startToClose as the decision gave it
     */
    record Scheduled(
            String id,
            String name,
            Optional<Payload> control,
            Optional<Payload> input,
            Optional<Timeout> startToClose,
            long completedEventId)
            implements SwfLambdaChange {}

    /** ScheduleLambdaFunctionFailed. */
    record ScheduleFailed(String id, String name, FailedCause.ScheduleLambda cause, long completedEventId)
            implements SwfLambdaChange {}

    /** LambdaFunctionStarted. */
    record Started(long scheduledEventId) implements SwfLambdaChange {}

    /** StartLambdaFunctionFailed. */
    record StartFailed(long scheduledEventId, FailedCause.StartLambda cause, String message)
            implements SwfLambdaChange {}

    /** LambdaFunctionCompleted. */
    record Completed(long scheduledEventId, long startedEventId, Optional<Payload> result) implements SwfLambdaChange {}

    /** LambdaFunctionFailed. */
    record Failed(long scheduledEventId, long startedEventId, Optional<String> reason, Optional<Payload> details)
            implements SwfLambdaChange {}

    /** LambdaFunctionTimedOut, START_TO_CLOSE. */
    record TimedOut(long scheduledEventId, long startedEventId) implements SwfLambdaChange {}
}
