package dev.stepwell.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.jsonpath.path.ScopedPath;

/** What stands between the brackets of a call. */
sealed interface Argument {
    /** {@code $.a}, {@code $$.a} or {@code $name}. */
    record Path(ScopedPath path) implements Argument {}

    /** A number, true, false or null. */
    record Literal(JsonNode value) implements Argument {}

    /**
     * A string in quotes.
     *
     * @param raw with its escapes, which States.Format reads itself
     * @param value without them
     */
    record Text(String raw, JsonNode value) implements Argument {}

    /** A call in a call. */
    record Nested(IntrinsicCall call) implements Argument {}
}
