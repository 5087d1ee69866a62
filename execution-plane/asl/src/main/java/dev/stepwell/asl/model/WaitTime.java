package dev.stepwell.asl.model;

import dev.stepwell.asl.expression.Expression;

/** How long a Wait waits: exactly one of the four forms, the Path twins being expressions like the others. */
public sealed interface WaitTime {
    /** Seconds or SecondsPath: from the moment the state is entered. */
    record Seconds(Expression seconds) implements WaitTime {}

    /** Timestamp or TimestampPath: until then; a moment that has passed does not wait. */
    record Timestamp(Expression timestamp) implements WaitTime {}
}
