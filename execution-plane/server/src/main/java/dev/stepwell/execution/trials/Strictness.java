package dev.stepwell.execution.trials;

import dev.stepwell.contracts.sfn.v1.MockInput;

/** How strictly a mocked result is held against the service's model (API reference, MockInput). */
enum Strictness {
    /** What must be there is there, and what is there is right. */
    STRICT,
    /** What is there is right. */
    PRESENT,
    /** Anything goes. */
    NONE;

    static Strictness of(MockInput mock) {
        return mock.hasFieldValidationMode() ? valueOf(mock.getFieldValidationMode()) : STRICT;
    }
}
