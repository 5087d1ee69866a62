package dev.stepwell.sdk.worker;

/** Thrown by a handler that has given up an activity task of SWF, as it was asked to. */
public final class TaskCanceled extends Exception {
    private static final long serialVersionUID = 1;

    /** @param details anything for the decider */
    public TaskCanceled(String details) {
        super(details);
    }
}
