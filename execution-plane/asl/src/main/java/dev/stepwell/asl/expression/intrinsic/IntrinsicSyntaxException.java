package dev.stepwell.asl.expression.intrinsic;

/** A text is not an intrinsic call. No stack trace: it becomes a finding about the definition. */
final class IntrinsicSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    IntrinsicSyntaxException(String message) {
        super(message, null, false, false);
    }
}
