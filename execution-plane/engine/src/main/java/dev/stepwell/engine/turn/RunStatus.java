package dev.stepwell.engine.turn;

/** The status of an execution (API reference, ExecutionStatus). */
public enum RunStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED;

    /** Whether it has ended. */
    public boolean isTerminal() {
        return this != RUNNING;
    }
}
