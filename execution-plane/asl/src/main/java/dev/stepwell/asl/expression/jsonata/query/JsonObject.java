package dev.stepwell.asl.expression.jsonata.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of the data as the library wants to see it; what is never looked at is never converted. */
final class JsonObject extends AbstractMap<String, Object> implements Values.View {
    private final ObjectNode source;
    private final Map<String, Object> seen = new HashMap<>();
    private @Nullable Map<String, Object> all;

    JsonObject(ObjectNode source) {
        this.source = source;
    }

    @Override
    public JsonNode source() {
        return source;
    }

    @Override
    public @Nullable Object get(Object key) {
        Object known = seen.get(key);
        if (known != null) {
            return known;
        }
        JsonNode value = source.get((String) key);
        if (value == null) {
            return null;
        }
        Object converted = Values.of(value);
        seen.put((String) key, converted);
        return converted;
    }

    @Override
    public boolean containsKey(Object key) {
        return source.has((String) key);
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> converted = all;
        if (converted == null) {
            converted = LinkedHashMap.newLinkedHashMap(source.size());
            for (Entry<String, JsonNode> field : source.properties()) {
                Object known = seen.get(field.getKey());
                converted.put(field.getKey(), known == null ? Values.of(field.getValue()) : known);
            }
            seen.putAll(converted);
            all = converted;
        }
        return converted.entrySet();
    }
}
