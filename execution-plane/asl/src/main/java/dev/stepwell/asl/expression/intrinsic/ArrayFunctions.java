package dev.stepwell.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.jsonpath.path.Fuel;
import dev.stepwell.asl.json.HashOrder;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions of arrays and objects. Elements are shared with the arguments, never changed. */
final class ArrayFunctions {
    /** The most elements States.ArrayRange makes. */
    private static final int MAX_RANGE = 1000;

    private ArrayFunctions() {}

    static JsonNode array(List<JsonNode> elements) {
        return JsonNodeFactory.instance.arrayNode(elements.size()).addAll(elements);
    }

    static JsonNode partition(JsonNode written, JsonNode size) {
        ArrayNode array = Arguments.array(written);
        int chunk = Arguments.integer(size);
        Arguments.require(chunk > 0);
        ArrayNode chunks = JsonNodeFactory.instance.arrayNode();
        ArrayNode last = chunks;
        for (int i = 0; i < array.size(); i++) {
            if (i % chunk == 0) {
                last = chunks.addArray();
            }
            last.add(array.get(i));
        }
        return chunks;
    }

    static JsonNode contains(JsonNode written, JsonNode element, Fuel fuel) {
        int cost = weight(element);
        for (JsonNode each : Arguments.array(written)) {
            fuel.spend(cost);
            if (each.equals(element)) {
                return BooleanNode.TRUE;
            }
        }
        return BooleanNode.FALSE;
    }

    static JsonNode unique(JsonNode written, Fuel fuel) {
        Set<JsonNode> seen = new LinkedHashSet<>();
        for (JsonNode each : Arguments.array(written)) {
            fuel.spend(weight(each));
            seen.add(each);
        }
        return JsonNodeFactory.instance.arrayNode(seen.size()).addAll(seen);
    }

    /** How much work it is to compare a value. */
    private static int weight(JsonNode value) {
        int weight = 1;
        if (value.isContainerNode() && !value.isEmpty()) {
            for (JsonNode child : value) {
                weight += weight(child);
                if (weight > Fuel.STEPS) {
                    return weight;
                }
            }
        }
        return weight;
    }

    static JsonNode range(JsonNode first, JsonNode last, JsonNode increment) {
        long start = Arguments.integer(first);
        long end = Arguments.integer(last);
        long step = Arguments.integer(increment);
        Arguments.require(step != 0);
        long count = (end - start) / step + 1;
        boolean any = step > 0 ? start <= end : start >= end;
        Arguments.require(!any || count <= MAX_RANGE);
        ArrayNode range = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; any && i < count; i++) {
            range.add((int) (start + i * step));
        }
        return range;
    }

    static JsonNode item(JsonNode written, JsonNode position) {
        ArrayNode array = Arguments.array(written);
        int index = Arguments.integer(position);
        Arguments.require(index >= 0 && index < array.size());
        return array.get(index);
    }

    static JsonNode length(JsonNode array) {
        return IntNode.valueOf(Arguments.array(array).size());
    }

    /** Only the shallow merge exists: the third argument must be false. */
    static JsonNode merge(JsonNode first, JsonNode second, JsonNode deep) {
        Arguments.require(first.isObject() && second.isObject() && deep.isBoolean() && !deep.booleanValue());
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        first.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        second.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        HashOrder.of(fields.keySet()).forEach(name -> merged.set(name, fields.get(name)));
        return merged;
    }
}
