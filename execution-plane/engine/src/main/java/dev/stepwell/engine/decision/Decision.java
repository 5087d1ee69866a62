package dev.stepwell.engine.decision;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.Timeout;
import java.util.List;
import java.util.Optional;

/** What a decider decides (Amazon SWF API reference, Decision). Texts are opaque: none of them is JSON to anybody here. Options are what the
 * decision says; {@code registered} is what is registered for the type that it names. */
public sealed interface Decision {
    /** Whether it ends the run, so that nothing may come after it. */
    default boolean isClosing() {
        return this instanceof Closing;
    }

    /** The four decisions that end a run. */
    sealed interface Closing extends Decision {}

    /** ScheduleActivityTask. */
    record ScheduleActivityTask(
            SwfType type,
            String activityId,
            Optional<Payload> control,
            Optional<Payload> input,
            ActivityOptions options,
            Registered<ActivityOptions> registered)
            implements Decision {}

    /** RequestCancelActivityTask. */
    record RequestCancelActivityTask(String activityId) implements Decision {}

    /** CompleteWorkflowExecution. */
    record CompleteWorkflowExecution(Optional<Payload> result) implements Closing {}

    /** FailWorkflowExecution. */
    record FailWorkflowExecution(Optional<String> reason, Optional<Payload> details) implements Closing {}

    /** CancelWorkflowExecution. */
    record CancelWorkflowExecution(Optional<Payload> details) implements Closing {}

    /**
     * ContinueAsNewWorkflowExecution.
     *
     * @param version the version of the type that the new run has; absent: this run's
     */
    record ContinueAsNewWorkflowExecution(
            Optional<String> version,
            Optional<Payload> input,
            WorkflowOptions options,
            List<String> tags,
            Registered<WorkflowOptions> registered)
            implements Closing {
        public ContinueAsNewWorkflowExecution {
            tags = List.copyOf(tags);
        }
    }

    /** RecordMarker. */
    record RecordMarker(String markerName, Optional<Payload> details) implements Decision {}

    /** StartTimer. */
    record StartTimer(String timerId, Optional<Payload> control, long startToFireSeconds) implements Decision {}

    /** CancelTimer. */
    record CancelTimer(String timerId) implements Decision {}

    /** SignalExternalWorkflowExecution. */
    record SignalExternalWorkflowExecution(
            String workflowId,
            Optional<String> runId,
            String signalName,
            Optional<Payload> input,
            Optional<Payload> control)
            implements Decision {}

    /** RequestCancelExternalWorkflowExecution. */
    record RequestCancelExternalWorkflowExecution(String workflowId, Optional<String> runId, Optional<Payload> control)
            implements Decision {}

    /** StartChildWorkflowExecution. */
    record StartChildWorkflowExecution(
            SwfType type,
            String workflowId,
            Optional<Payload> control,
            Optional<Payload> input,
            WorkflowOptions options,
            List<String> tags,
            Registered<WorkflowOptions> registered)
            implements Decision {
        public StartChildWorkflowExecution {
            tags = List.copyOf(tags);
        }
    }

    /**
     * ScheduleLambdaFunction.
     *
     * @param name the name or ARN of the function
     * @param startToClose absent: as long as AWS allows
     */
    record ScheduleLambdaFunction(
            String id, String name, Optional<Payload> control, Optional<Payload> input, Optional<Timeout> startToClose)
            implements Decision {}
}
