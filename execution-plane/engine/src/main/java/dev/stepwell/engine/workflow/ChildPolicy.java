package dev.stepwell.engine.workflow;

/** What happens to open children when a workflow execution is terminated or times out (Amazon SWF API reference, ChildPolicy). */
public enum ChildPolicy {
    /** They are terminated. */
    TERMINATE,
    /** They are asked to cancel. */
    REQUEST_CANCEL,
    /** They go on. */
    ABANDON
}
