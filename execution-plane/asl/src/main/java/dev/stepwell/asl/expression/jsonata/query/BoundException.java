package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.JException;

/** An evaluation has reached a bound. It is the library's own kind of exception, because the library lets only that pass unchanged. */
final class BoundException extends JException {
    private static final long serialVersionUID = 1;

    private final String text;

    private BoundException(String text) {
        super(text, -1);
        this.text = text;
    }

    String text() {
        return text;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    /** AWS's words for nesting too deep. */
    static BoundException depth() {
        return new BoundException("Stack overflow error: Check for non-terminating recursive function.  "
                + "Consider rewriting as tail-recursive.");
    }

    /** AWS's words for an expression that does not end. */
    static BoundException steps() {
        return new BoundException("Expression evaluation timeout: Check for infinite loop");
    }

    /** AWS's words for values that grow too large. */
    static BoundException memory() {
        return new BoundException("Expression evaluation memory limit exceeded: Check for excessive memory usage");
    }
}
