package dev.stepwell.rig.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * What an execution node tells about itself in its health.
 *
 * @param turns turns it has written
 * @param groups the transactions they were written in
 * @param staleTurns turns it tried to write that another node had been quicker with
 */
public record Measures(long turns, long groups, long staleTurns) {
    /** Asks the process at an endpoint. */
    public static Measures of(URI endpoint) {
        try {
            JsonNode health =
                    new ObjectMapper().readTree(endpoint.resolve("/health").toURL());
            JsonNode node = health.path("details").path("execution").path("details");
            if (node.isMissingNode()) {
                throw new IllegalStateException("no execution node at " + endpoint + ": " + health);
            }
            return new Measures(
                    node.get("turns").asLong(),
                    node.get("groups").asLong(),
                    node.get("staleTurns").asLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
