package dev.stepwell.asl.expression.jsonata.query;

/** A text is no JSONata expression; the message says why in the words of AWS. */
public final class QuerySyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    QuerySyntaxException(String message) {
        super(message, null, false, false);
    }

    /** What is wrong. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
