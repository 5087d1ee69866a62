package dev.stepwell.asl.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.JsonBounds;

/**
 * Stops values that could not be written and read again where they come about: states can wrap and repeat their input again and again.
 */
public final class ValueBounds {
    private ValueBounds() {}

    /**
     * The value itself.
     *
     * @param scope in which it came about, which says how large payloads may be
     * @throws StatesException when it is nested too deeply or far larger than any payload may be
     */
    public static JsonNode checked(JsonNode value, Scope scope) {
        return switch (JsonBounds.of(value, scope.payloadBytes())) {
            case WITHIN -> value;
            case TOO_DEEP ->
                throw new StatesException(
                        "States.Runtime", "The value is nested deeper than " + JsonBounds.MAX_DEPTH + " levels.");
            case TOO_LARGE ->
                throw new StatesException(
                        "States.DataLimitExceeded",
                        "The state/task returned a result with a size exceeding the maximum number of bytes service limit.");
        };
    }
}
