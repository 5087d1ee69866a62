package dev.stepwell.asl.expression.jsonata.query;

/** The evaluation of an expression failed. */
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1;

    QueryException(String ending) {
        super(ending, null, false, false);
    }

    /**
     * How the sentence "… threw an error during evaluation" goes on: {@code . T1006: Attempted to …} for an error that JSONata has a
     * code for, {@code : Expression evaluation …} for others (both forms measured from AWS).
     */
    public String ending() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
