package dev.stepwell.engine.workflow;

/** Why a workflow execution was terminated (Amazon SWF API reference, WorkflowExecutionTerminatedCause). */
public enum TerminatedCause {
    /** The child policy of its parent said so. */
    CHILD_POLICY_APPLIED,
    /** Its history had as many events as a history may have. */
    EVENT_LIMIT_EXCEEDED,
    /** Somebody asked for it. */
    OPERATOR_INITIATED
}
