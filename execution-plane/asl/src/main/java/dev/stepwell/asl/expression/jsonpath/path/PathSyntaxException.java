package dev.stepwell.asl.expression.jsonpath.path;

/** A text is not a path. No stack trace: it becomes a finding about the definition. */
public final class PathSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PathSyntaxException(String message) {
        super(message, null, false, false);
    }

    /** What is wrong; never null. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
