package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Utils;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.JsonBounds;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large the values are that come about during one evaluation. A value's size counts what it shares as often as it holds it: a few
 * steps could otherwise describe an object that no function ever comes to the end of.
 */
final class Weights {
    /**
     * The largest value, in bytes: AWS takes {@code [1..873782]} and refuses one element more, a string of 2^22 characters but not of
     * 2^23 (measured).
     */
    static final long MAX_VALUE = 6_990_256;

    private static final int SCALAR = 8;
    private static final int CONTAINER = 128;

    /** Shorter texts are paid for by the steps that make them. */
    private static final int LONG_TEXT = 64;

    private final Fuel fuel;
    private final IdentityHashMap<Object, Weight> known = new IdentityHashMap<>();

    private record Weight(long bytes, int depth) {}

    private static final Weight LEAF = new Weight(SCALAR, 0);

    Weights(Fuel fuel) {
        this.fuel = fuel;
    }

    /** Weighs what a step gives. Data of the outside is weighed only once it becomes part of something new. */
    void check(@Nullable Object result) {
        if (result instanceof String text) {
            if (text.length() >= LONG_TEXT && known.put(text, LEAF) == null) {
                text(text.length());
            }
        } else if (result instanceof List<?> || result instanceof Map<?, ?>) {
            if (!(result instanceof Values.View)) {
                of(result);
            }
        }
    }

    /** Weighs a text before it is made. */
    void text(long length) {
        if (length > MAX_VALUE) {
            throw BoundException.memory();
        }
        fuel.spendBytes(length);
    }

    private Weight of(@Nullable Object value) {
        return switch (value) {
            case String text -> new Weight(text.length(), 0);
            case Utils.RangeList range -> checked((long) range.size() * SCALAR, 0);
            case List<?> list -> remembered(list);
            case Map<?, ?> map -> remembered(map);
            case null, default -> LEAF;
        };
    }

    private Weight remembered(Object container) {
        Weight weight = known.get(container);
        if (weight == null) {
            weight = switch (container) {
                case Values.View view -> data(view);
                case List<?> list -> list(list);
                case Map<?, ?> map -> map(map);
                default -> LEAF;
            };
            known.put(container, weight);
        }
        return weight;
    }

    private Weight list(List<?> list) {
        fuel.spendBytes(CONTAINER + (long) list.size() * SCALAR);
        long bytes = SCALAR;
        int depth = 0;
        for (Object element : list) {
            Weight weight = of(element);
            bytes += weight.bytes();
            depth = Math.max(depth, weight.depth());
        }
        return checked(bytes, depth + 1);
    }

    private Weight map(Map<?, ?> map) {
        fuel.spendBytes(CONTAINER + map.size() * 6L * SCALAR);
        long bytes = SCALAR;
        int depth = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Weight weight = of(entry.getValue());
            bytes += weight.bytes() + ((String) entry.getKey()).length();
            depth = Math.max(depth, weight.depth());
        }
        return checked(bytes, depth + 1);
    }

    private Weight data(Values.View view) {
        Weight weight = data(view.source());
        fuel.spendBytes(weight.bytes() / 4);
        return checked(weight.bytes(), weight.depth());
    }

    private static Weight data(JsonNode node) {
        if (node.isTextual()) {
            return new Weight(node.textValue().length(), 0);
        }
        if (!node.isContainerNode()) {
            return LEAF;
        }
        long bytes = SCALAR;
        int depth = 0;
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                bytes += field.getKey().length();
            }
        }
        for (JsonNode child : node) {
            Weight weight = data(child);
            bytes += weight.bytes();
            depth = Math.max(depth, weight.depth());
        }
        return new Weight(bytes, depth + 1);
    }

    private static Weight checked(long bytes, int depth) {
        if (bytes > MAX_VALUE || depth > JsonBounds.MAX_DEPTH) {
            throw BoundException.memory();
        }
        return new Weight(bytes, depth);
    }
}
