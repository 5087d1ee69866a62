package dev.stepwell.execution.tasks;

/** More polls of one line, or of all, than a node holds (AWS: ActivityWorkerLimitExceeded). */
public final class TooManyPolls extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TooManyPolls() {
        super("too many polls", null, false, false);
    }
}
