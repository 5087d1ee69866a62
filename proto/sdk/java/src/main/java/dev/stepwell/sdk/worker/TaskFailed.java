package dev.stepwell.sdk.worker;

/** Thrown by a handler to fail its task. */
public final class TaskFailed extends Exception {
    private static final long serialVersionUID = 1;

    private final String error;

    /**
     * @param error the name that state machines catch, or SWF's reason
     * @param cause what happened, or SWF's details
     */
    public TaskFailed(String error, String cause) {
        super(cause);
        this.error = error;
    }

    /** The error's name. */
    public String error() {
        return error;
    }
}
