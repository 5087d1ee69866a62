package dev.stepwell.gateway.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.stepwell.gateway.shapes.Kind;

/** AWS's words for a value of the wrong type, as its services give them for AWS JSON. */
final class Mismatch {
    private static final String LIST = "Start of list found where not expected";
    private static final String MAP = "Start of structure or map found where not expected.";

    private Mismatch() {}

    /** This token stands where a single value of that kind should. */
    static Unreadable value(JsonToken found, Kind wanted) {
        return switch (found) {
            case START_ARRAY -> new Unreadable(LIST);
            case START_OBJECT -> new Unreadable(MAP);
            default ->
                wanted == Kind.STRUCTURE
                        ? new Unreadable("Expected null")
                        : new Unreadable(name(found) + " can not be converted to " + name(found, wanted));
        };
    }

    /** This token stands where a list should. */
    static Unreadable list(JsonToken found) {
        return new Unreadable(found == JsonToken.START_OBJECT ? MAP : "Expected list or null");
    }

    private static String name(JsonToken found) {
        return switch (found) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE";
            case VALUE_TRUE -> "TRUE_VALUE";
            case VALUE_FALSE -> "FALSE_VALUE";
            default -> "STRING_VALUE";
        };
    }

    private static String name(JsonToken found, Kind wanted) {
        return switch (wanted) {
            case STRING -> "a String";
            // The article is AWS's.
            case BOOLEAN -> found == JsonToken.VALUE_STRING ? "an Boolean" : "a Boolean";
            case INTEGER -> "an Integer";
            case LONG -> "a Long";
            case FLOAT -> "a Float";
            case DOUBLE -> "a Double";
            case TIMESTAMP -> "milliseconds since epoch";
            case STRUCTURE -> "a structure";
        };
    }
}
