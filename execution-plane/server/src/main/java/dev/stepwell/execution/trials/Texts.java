package dev.stepwell.execution.trials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Payload;
import java.util.Optional;
import java.util.function.Function;

/** Reads the members of a request that are JSON text. */
final class Texts {
    private Texts() {}

    /** The text as a payload; what it says has been read once, so that it is known to be JSON and within the bounds. */
    static Payload payload(String text, Function<String, Fault> refusal) {
        if (Json.utf8Length(text) > Limits.AWS.payloadBytes()) {
            throw refusal.apply("The input is larger than " + Limits.AWS.payloadBytes() + " bytes");
        }
        Payload payload = Payload.of(text);
        try {
            payload.json();
        } catch (RuntimeException e) {
            throw refusal.apply(String.valueOf(e.getMessage()));
        }
        return payload;
    }

    /** The object that the text is, if it is one. */
    static Optional<JsonNode> object(String text) {
        try {
            return Optional.of(Json.parse(text)).filter(JsonNode::isObject);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
