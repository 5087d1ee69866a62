package dev.stepwell.asl.expression;

/**
 * An expression failed, with the error name and cause that the execution's history shows. No stack trace: it is data of the
 * language, not a defect.
 */
public final class StatesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String error;
    private final String causeText;

    /**
     * @param error the error name, such as {@code States.Runtime} or {@code States.ParameterPathFailure}
     * @param causeText the cause as AWS words it
     */
    public StatesException(String error, String causeText) {
        super(error + ": " + causeText, null, false, false);
        this.error = error;
        this.causeText = causeText;
    }

    /** The error name. */
    public String error() {
        return error;
    }

    /** The cause as the history shows it. */
    public String causeText() {
        return causeText;
    }
}
