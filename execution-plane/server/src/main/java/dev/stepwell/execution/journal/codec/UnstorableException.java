package dev.stepwell.execution.journal.codec;

/** A turn cannot be written down as it is, now or later. */
public final class UnstorableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnstorableException(String why) {
        super(why);
    }
}
