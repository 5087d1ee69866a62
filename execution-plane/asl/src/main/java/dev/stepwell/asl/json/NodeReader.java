package dev.stepwell.asl.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;

/** Builds the tree of one text; its depth is bounded by the parser's own limit. */
final class NodeReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A number this short, without exponent, has at most 15 digits, which a double always gives back. */
    private static final int SAFE_LENGTH = 16;

    private final JsonParser parser;
    private final boolean surrogatesPossible;

    /** @param surrogatesPossible whether a string may hold half of a surrogate pair, so that each must be looked at */
    NodeReader(JsonParser parser, boolean surrogatesPossible) {
        this.parser = parser;
        this.surrogatesPossible = surrogatesPossible;
    }

    JsonNode document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new JsonSyntaxException("No content to map due to end-of-input", "");
        }
        JsonNode value = value(first);
        if (parser.nextToken() != null) {
            throw new JsonParseException(
                    parser, "Trailing token (of type " + parser.currentToken() + ") found after value");
        }
        return value;
    }

    private JsonNode value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> TextNode.valueOf(checked(parser.getText()));
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> fraction();
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.getInstance();
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new JsonParseException(parser, "Unexpected token " + token);
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = checked(parser.currentName());
            object.set(key, value(parser.nextToken()));
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token));
        }
        return array;
    }

    private JsonNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private JsonNode fraction() throws IOException {
        String text = parser.getText();
        double value = parser.getDoubleValue();
        if (isShortAndPlain(text)) {
            return DoubleNode.valueOf(value);
        }
        try {
            BigDecimal exact = new BigDecimal(text);
            boolean same = Double.isFinite(value) && new BigDecimal(Double.toString(value)).compareTo(exact) == 0;
            return same ? DoubleNode.valueOf(value) : DecimalNode.valueOf(exact);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new JsonParseException(parser, "Numeric value (" + text + ") out of range", e);
        }
    }

    private static boolean isShortAndPlain(String text) {
        return text.length() <= SAFE_LENGTH && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    private String checked(String text) throws IOException {
        if (surrogatesPossible && Json.utf8Length(text) < 0) {
            throw new JsonParseException(parser, "Lone surrogate in a string: it has no UTF-8 form");
        }
        return text;
    }
}
