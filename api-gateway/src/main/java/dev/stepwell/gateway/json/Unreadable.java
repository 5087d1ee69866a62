package dev.stepwell.gateway.json;

/** A body that is not the JSON of its shape; the message is what AWS says. It carries no stack trace: it is an answer. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    /** A refusal in these words. */
    public Unreadable(String message) {
        super(message, null, false, false);
    }

    /** What the client is told; never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
