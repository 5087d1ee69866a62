package dev.stepwell.asl.mock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What one attempt at a task is pretended to come to. */
public sealed interface MockResponse {
    /** The task succeeds with this result, which nobody may change. */
    record Return(JsonNode result) implements MockResponse {}

    /** The task fails. */
    record Throw(String error, Optional<String> cause) implements MockResponse {}
}
