package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.Asker;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.TerminatedCause;
import java.util.Optional;

/** What happens to a workflow execution as a whole. */
public sealed interface SwfExecutionChange extends SwfChange {
    /** The events that end a run. */
    sealed interface Ending extends SwfExecutionChange {}

    /**
     * WorkflowExecutionSignaled.
     *
     * @param from who sent it; empty in records of clients' signals from before requests had ids
     */
    record Signaled(String name, Optional<Payload> input, Optional<Asker> from) implements SwfExecutionChange {}

    /**
     * WorkflowExecutionCancelRequested.
     *
     * @param from as of a signal
     * @param byPolicy whether the child policy of the parent did it, whose cause is CHILD_POLICY_APPLIED
     */
    record CancelRequested(Optional<Asker> from, boolean byPolicy) implements SwfExecutionChange {}

    /** WorkflowExecutionCompleted. */
    record Completed(Optional<Payload> result, long completedEventId) implements Ending {}

    /** CompleteWorkflowExecutionFailed. */
    record CompleteFailed(FailedCause.Close cause, long completedEventId) implements SwfExecutionChange {}

    /** WorkflowExecutionFailed. */
    record Failed(Optional<String> reason, Optional<Payload> details, long completedEventId) implements Ending {}

    /** FailWorkflowExecutionFailed. */
    record FailFailed(FailedCause.Close cause, long completedEventId) implements SwfExecutionChange {}

    /** WorkflowExecutionCanceled. */
    record Canceled(Optional<Payload> details, long completedEventId) implements Ending {}

    /** CancelWorkflowExecutionFailed. */
    record CancelFailed(FailedCause.Close cause, long completedEventId) implements SwfExecutionChange {}

    /**
     * WorkflowExecutionContinuedAsNew.
     *
     * @param runId of the new run
     * @param settings of the new run
     */
    record ContinuedAsNew(String runId, SwfSettings settings, Optional<Payload> input, long completedEventId)
            implements Ending {}

    /** ContinueAsNewWorkflowExecutionFailed. */
    record ContinueAsNewFailed(FailedCause.ContinueAsNew cause, long completedEventId) implements SwfExecutionChange {}

    /** WorkflowExecutionTimedOut, START_TO_CLOSE. */
    record TimedOut(ChildPolicy childPolicy) implements Ending {}

    /** WorkflowExecutionTerminated. */
    record Terminated(
            Optional<String> reason, Optional<Payload> details, ChildPolicy childPolicy, TerminatedCause cause)
            implements Ending {}
}
