package dev.stepwell.execution.items;

/** Items cannot be read, or results not be written; the message is the cause that histories show. */
public final class ReaderFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the cause in AWS's words as far as they are known. */
    public ReaderFailure(String cause) {
        super(cause, null, false, false);
    }
}
