package dev.stepwell.engine.decision;

/** What the platform has to say to a decision before the machine looks at it. */
public enum Admission {
    /** Nothing. */
    ADMITTED,
    /** The decider may not decide this: the cause is {@code OPERATION_NOT_PERMITTED}. */
    NOT_PERMITTED,
    /** The account decides this too often: the cause is the one that ends in {@code _RATE_EXCEEDED}. */
    RATE_EXCEEDED,
    /** There are no functions here: {@code LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION}. */
    NOT_AVAILABLE
}
