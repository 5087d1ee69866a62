package dev.stepwell.standalone;

/** The command line cannot be obeyed as it stands; the message says which part and why. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a sentence for whoever typed it. */
    public UsageException(String message) {
        super(message, null, false, false);
    }
}
