package dev.stepwell.asl.expression.jsonpath.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The functions a path may end in; a value they do not apply to counts as not found. */
enum PathFunction {
    LENGTH,
    SIZE,
    KEYS,
    FIRST,
    LAST,
    MIN,
    MAX,
    SUM,
    AVG,
    STDDEV;

    static Optional<PathFunction> named(String name) {
        for (PathFunction function : values()) {
            if (function.spelling().equals(name)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    JsonNode apply(JsonNode value) {
        return switch (this) {
            case LENGTH, SIZE -> value.isContainerNode() ? IntNode.valueOf(value.size()) : null;
            case KEYS -> keys(value);
            case FIRST -> value.isArray() ? value.get(0) : null;
            case LAST -> value.isArray() ? value.get(value.size() - 1) : null;
            case MIN, MAX, SUM, AVG, STDDEV -> aggregate(value);
        };
    }

    private static @Nullable JsonNode keys(JsonNode value) {
        if (!value.isObject()) {
            return null;
        }
        ArrayNode keys = JsonNodeFactory.instance.arrayNode();
        value.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private @Nullable JsonNode aggregate(JsonNode value) {
        double[] numbers = value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .filter(JsonNode::isNumber)
                        .mapToDouble(JsonNode::doubleValue)
                        .toArray()
                : new double[0];
        if (numbers.length == 0) {
            return null;
        }
        double sum = DoubleStream.of(numbers).sum();
        double mean = sum / numbers.length;
        double squares = DoubleStream.of(numbers).map(x -> x * x).sum();
        return switch (this) {
            case MIN -> DoubleNode.valueOf(DoubleStream.of(numbers).min().orElse(mean));
            case MAX -> DoubleNode.valueOf(DoubleStream.of(numbers).max().orElse(mean));
            case SUM -> DoubleNode.valueOf(sum);
            case AVG -> DoubleNode.valueOf(mean);
            case STDDEV -> DoubleNode.valueOf(Math.sqrt(Math.max(0, squares / numbers.length - mean * mean)));
            case LENGTH, SIZE, KEYS, FIRST, LAST -> null;
        };
    }
}
