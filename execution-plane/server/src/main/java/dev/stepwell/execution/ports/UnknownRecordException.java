package dev.stepwell.execution.ports;

/**
 * The journal holds something that this version of the code does not know: it was written by a newer one. The node that meets it
 * must decline the execution (blueprint §4, "Leases").
 */
public final class UnknownRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownRecordException(String what) {
        super("the journal holds what this version does not know: " + what);
    }
}
