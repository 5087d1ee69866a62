package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.WorkflowExecution;
import java.util.Optional;

/** What a workflow execution does to others that are not its children, or are: signals and requests to cancel. */
public sealed interface SwfExternalChange extends SwfChange {
    /**
     * The execution that is meant.
     *
     * @param runId absent: whichever run is open
     */
    record Target(String workflowId, Optional<String> runId) {}

    /** SignalExternalWorkflowExecutionInitiated. */
    record SignalInitiated(
            Target target, String signalName, Optional<Payload> input, Optional<Payload> control, long completedEventId)
            implements SwfExternalChange {}

    /**
     * SignalExternalWorkflowExecutionFailed.
     *
     * @param initiatedEventId 0 when it did not come to that
     */
    record SignalFailed(
            Target target,
            FailedCause.SignalExternal cause,
            Optional<Payload> control,
            long initiatedEventId,
            long completedEventId)
            implements SwfExternalChange {}

    /** ExternalWorkflowExecutionSignaled. */
    record Signaled(WorkflowExecution execution, long initiatedEventId) implements SwfExternalChange {}

    /** RequestCancelExternalWorkflowExecutionInitiated. */
    record CancelInitiated(Target target, Optional<Payload> control, long completedEventId)
            implements SwfExternalChange {}

    /**
     * RequestCancelExternalWorkflowExecutionFailed.
     *
     * @param initiatedEventId 0 when it did not come to that
     */
    record CancelFailed(
            Target target,
            FailedCause.CancelExternal cause,
            Optional<Payload> control,
            long initiatedEventId,
            long completedEventId)
            implements SwfExternalChange {}

    /** ExternalWorkflowExecutionCancelRequested. */
    record CancelRequested(WorkflowExecution execution, long initiatedEventId) implements SwfExternalChange {}

    /**
     * No event: the decision left open which run is meant, and it is this one. Kept before anything is sent, so that whoever sends it again
     * sends it to the same run; another is chosen only when this one has ended without it.
     */
    record Addressed(WorkflowExecution execution, long initiatedEventId) implements SwfExternalChange {}
}
