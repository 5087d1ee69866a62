package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.JsonNode;

/** How a part of a program, or a whole one, may end. */
public sealed interface Outcome {
    /** What comes after it goes on with this document. */
    record GoesOn(JsonNode document) implements Outcome {}

    /** The flow has ended with this output. */
    record Ended(JsonNode output) implements Outcome {}

    /** It has failed. */
    record Failed(String error) implements Outcome {}

    /** The execution has timed out. */
    record TimedOut() implements Outcome {}

    /** The execution was stopped. */
    record Aborted() implements Outcome {}
}
