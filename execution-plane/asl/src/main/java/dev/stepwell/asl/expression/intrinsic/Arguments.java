package dev.stepwell.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** Takes arguments for what a function needs, or refuses them. */
final class Arguments {
    private Arguments() {}

    static String text(JsonNode value) {
        require(value.isTextual());
        return value.textValue();
    }

    static ArrayNode array(JsonNode value) {
        require(value.isArray());
        return (ArrayNode) value;
    }

    /** A number as an int: the nearest, and of two the greater (developer guide, "Intrinsic functions"). */
    static int integer(JsonNode value) {
        require(value.isNumber());
        long number = Math.round(value.doubleValue());
        require(number == (int) number);
        return (int) number;
    }

    static void require(boolean condition) {
        if (!condition) {
            throw new InvalidArgumentsException("");
        }
    }
}
