package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.WorkflowExecution;
import java.util.Optional;

/** What happens to a child of a workflow execution. A child is named by the event that tells of the decision to start it. */
public sealed interface SwfChildChange extends SwfChange {
    /** StartChildWorkflowExecutionInitiated. */
    record Initiated(
            String workflowId,
            SwfSettings settings,
            Optional<Payload> control,
            Optional<Payload> input,
            long completedEventId)
            implements SwfChildChange {}

    /**
     * StartChildWorkflowExecutionFailed.
     *
     * @param initiatedEventId 0 when it did not come to that
     */
    record StartFailed(
            String workflowId,
            SwfType type,
            FailedCause.StartChild cause,
            Optional<Payload> control,
            long initiatedEventId,
            long completedEventId)
            implements SwfChildChange {}

    /** Which child it is about. */
    record Child(WorkflowExecution execution, SwfType type, long initiatedEventId) {}

    /** ChildWorkflowExecutionStarted. */
    record Started(Child child) implements SwfChildChange {}

    /** ChildWorkflowExecutionCompleted. */
    record Completed(Child child, long startedEventId, Optional<Payload> result) implements SwfChildChange {}

    /** ChildWorkflowExecutionFailed. */
    record Failed(Child child, long startedEventId, Optional<String> reason, Optional<Payload> details)
            implements SwfChildChange {}

    /** ChildWorkflowExecutionTimedOut, START_TO_CLOSE. */
    record TimedOut(Child child, long startedEventId) implements SwfChildChange {}

    /** ChildWorkflowExecutionCanceled. */
    record Canceled(Child child, long startedEventId, Optional<Payload> details) implements SwfChildChange {}

    /** ChildWorkflowExecutionTerminated. */
    record Terminated(Child child, long startedEventId) implements SwfChildChange {}
}
