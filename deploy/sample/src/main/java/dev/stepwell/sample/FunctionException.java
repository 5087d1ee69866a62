package dev.stepwell.sample;

/** A function's own error: its type is what a state machine's Retry and Catch match. */
final class FunctionException extends Exception {
    private static final long serialVersionUID = 1;

    private final String type;

    FunctionException(String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    String type() {
        return type;
    }
}
