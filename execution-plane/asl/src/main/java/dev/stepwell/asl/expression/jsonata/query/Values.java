package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonBounds;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Between JSON and the values of the library: null is a value of its own there, Java's null means undefined. A number is an integer
 * while it fits 64 bits and has no fraction, and a double otherwise: {@code 1.0} comes out as {@code 1} (measured from AWS).
 */
final class Values {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Values() {}

    /** Data of the outside, not copied. */
    interface View {
        /** What it shows. */
        JsonNode source();
    }

    /** A value for the library. */
    static Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> new JsonObject((ObjectNode) node);
            case ARRAY -> new JsonArray((ArrayNode) node);
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case NULL, MISSING, BINARY, POJO -> Jsonata.NULL_VALUE;
        };
    }

    private static Number number(JsonNode node) {
        if (node.isInt()) {
            return node.intValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        return compact(node.doubleValue());
    }

    /** The number without a fraction that is nought. */
    static Number compact(Number number) {
        double value = number.doubleValue();
        if (number instanceof Double && Double.isFinite(value)) {
            Number converted = Utils.convertNumber(number);
            return converted == null ? number : converted;
        }
        return number;
    }

    /** The JSON of a result; null when it is undefined, which a function is as well. */
    static @Nullable JsonNode json(@Nullable Object value) {
        return value == null || isFunction(value) ? null : defined(value, JsonBounds.MAX_DEPTH);
    }

    private static JsonNode defined(@Nullable Object value, int levels) {
        if (levels == 0) {
            throw BoundException.memory();
        }
        return switch (value) {
            case null -> NullNode.getInstance();
            // Functions of JSONata may take a surrogate pair apart, and such a text can neither be stored nor sent.
            case String text -> TextNode.valueOf(Json.wellFormed(text));
            case Boolean bool -> BooleanNode.valueOf(bool);
            case Number number -> number(number);
            case JsonObject view -> plain(view.source());
            case JsonArray view when view.isAsWritten() -> plain(view.source());
            case Map<?, ?> map -> object(map, levels - 1);
            case List<?> list -> array(list, levels - 1);
            default -> NullNode.getInstance();
        };
    }

    private static JsonNode number(Number number) {
        return switch (compact(number)) {
            case Integer i -> IntNode.valueOf(i);
            case Long l -> LongNode.valueOf(l);
            // JSON has no word for these: AWS answers with the names JavaScript has for them.
            case Double d when d.isNaN() -> TextNode.valueOf("NaN");
            case Double d when d.isInfinite() -> TextNode.valueOf(d > 0 ? "Infinity" : "-Infinity");
            case Number other -> DoubleNode.valueOf(other.doubleValue());
        };
    }

    private static ObjectNode object(Map<?, ?> map, int levels) {
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!isFunction(entry.getValue())) {
                object.set(Json.wellFormed((String) entry.getKey()), defined(entry.getValue(), levels));
            }
        }
        return object;
    }

    private static ArrayNode array(List<?> list, int levels) {
        ArrayNode array = NODES.arrayNode(list.size());
        for (Object element : list) {
            array.add(defined(element, levels));
        }
        return array;
    }

    static boolean isFunction(@Nullable Object value) {
        return Utils.isFunction(value) || Functions.isLambda(value);
    }

    /** The same data with numbers as AWS writes them; the data itself when they are. */
    private static JsonNode plain(JsonNode node) {
        if (isPlain(node)) {
            return node;
        }
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = NODES.objectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), plain(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = NODES.arrayNode(array.size());
                array.forEach(element -> copy.add(plain(element)));
                yield copy;
            }
            default -> number(number(node));
        };
    }

    private static boolean isPlain(JsonNode node) {
        if (node.isContainerNode()) {
            for (JsonNode child : node) {
                if (!isPlain(child)) {
                    return false;
                }
            }
            return true;
        }
        if (!node.isNumber() || node.isInt() || node.isLong()) {
            return true;
        }
        return node.isDouble() && compact(node.doubleValue()) instanceof Double;
    }
}
