package dev.stepwell.execution.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Where reading an object goes on.
 *
 * @param at the byte
 * @param version of the object
 * @param header of a CSV, read from its first row or given
 */
record Cursor(long at, String version, List<String> header) {
    String text() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("at", at).put("version", version);
        ArrayNode names = node.putArray("header");
        header.forEach(names::add);
        return Json.write(node);
    }

    static Cursor of(String text) {
        JsonNode node = Json.parse(text);
        List<String> header = new ArrayList<>();
        node.get("header").forEach(name -> header.add(name.asText()));
        return new Cursor(node.get("at").asLong(), node.get("version").asText(), List.copyOf(header));
    }
}
