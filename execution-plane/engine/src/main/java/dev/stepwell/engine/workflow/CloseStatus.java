package dev.stepwell.engine.workflow;

/** How a workflow execution ended (Amazon SWF API reference, CloseStatus). */
public enum CloseStatus {
    COMPLETED,
    FAILED,
    CANCELED,
    TERMINATED,
    CONTINUED_AS_NEW,
    TIMED_OUT
}
