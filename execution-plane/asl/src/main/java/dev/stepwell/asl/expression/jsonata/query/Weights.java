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

    /** What it costs to make a list, for each element: most of it is garbage that the library leaves on the way. */
    private static final int ELEMENT = 100;

    /** What it costs to have a range, for each element: whoever goes through it makes them. */
    private static final int RANGE = 20;

    /** What the library makes of each element of a step that binds variables. */
    private static final int TUPLE = 300;

    /** What it costs a function to go through a list, for each element. */
    private static final int ARGUMENT = 64;

    /** Numbers and moments are told in pictures; nobody needs longer ones, and the library reads them in quadratic time. */
    private static final int MAX_PICTURE = 2_000;

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
            if (result instanceof Utils.RangeList range) {
                if (known.put(range, LEAF) == null) {
                    fuel.spendBytes((long) range.size() * RANGE);
                }
                checked((long) range.size() * SCALAR, 0);
            } else if (!(result instanceof Values.View)) {
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

    /** Pays for work that leaves so many bytes behind. */
    void work(long bytes) {
        fuel.spendBytes(bytes);
    }

    /** Pays for what a step that binds variables makes of its result. */
    void tuples(@Nullable Object result) {
        if (result instanceof List<?> list) {
            fuel.spendBytes((long) list.size() * TUPLE);
        }
    }

    /** Pays for turning the result of an expression into JSON. */
    @Nullable
    Object result(@Nullable Object value) {
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            fuel.spendBytes(of(value).bytes() * 4);
        }
        return value;
    }

    /** Pays for what a function does with its arguments, before it does. */
    void arguments(List<@Nullable Object> arguments) {
        for (Object argument : arguments) {
            if (argument instanceof String text) {
                if (text.length() >= LONG_TEXT) {
                    fuel.spendBytes(text.length() * 2L);
                }
            } else if (argument instanceof List<?> list) {
                fuel.spendBytes((long) list.size() * (list instanceof Utils.RangeList ? SCALAR : ARGUMENT));
            } else if (argument instanceof Map<?, ?> map && !(map instanceof WithContext)) {
                fuel.spendBytes((long) map.size() * ARGUMENT);
            }
        }
    }

    /** Refuses texts that are too long for a picture or for what is told by one. */
    void pictures(List<@Nullable Object> arguments) {
        for (Object argument : arguments) {
            if (argument instanceof String text && text.length() > MAX_PICTURE) {
                throw BoundException.memory();
            }
        }
    }

    /** Refuses texts that may be too long once each of their characters is written as up to twelve. */
    void encoding(List<@Nullable Object> arguments) {
        if (!arguments.isEmpty() && arguments.getFirst() instanceof String text) {
            text(text.length() * 12L);
        }
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
        fuel.spendBytes(CONTAINER + (long) list.size() * ELEMENT);
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
        fuel.spendBytes(CONTAINER + (long) map.size() * ELEMENT);
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
