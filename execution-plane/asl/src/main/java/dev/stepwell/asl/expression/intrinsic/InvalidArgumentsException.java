package dev.stepwell.asl.expression.intrinsic;

/** A function cannot work with its arguments. No stack trace: it becomes the cause of a failed execution. */
final class InvalidArgumentsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String detail;

    /** @param detail what AWS says beyond "Invalid arguments in …"; may be empty */
    InvalidArgumentsException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
