package dev.stepwell.engine.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The items in what an ItemReader is said to have read.
 *
 * @param items one per iteration
 * @param pointed what the ItemsPointer of the reader leads to
 */
record ReaderData(List<JsonNode> items, Optional<JsonNode> pointed) {
    static ReaderData of(ObjectNode reader, String data) {
        JsonNode config = reader.path("ReaderConfig");
        ReaderData all = switch (config.path("InputType").asText("JSON")) {
            case "CSV" -> new ReaderData(CsvItems.of(config, data), Optional.empty());
            case "JSONL" -> new ReaderData(lines(data), Optional.empty());
            default -> json(config.path("ItemsPointer"), data);
        };
        JsonNode most = config.path("MaxItems");
        return most.isInt() && most.intValue() > 0 && most.intValue() < all.items.size()
                ? new ReaderData(all.items.subList(0, most.intValue()), all.pointed)
                : all;
    }

    private static ReaderData json(JsonNode pointer, String data) {
        JsonNode root = parsed(data);
        JsonNode array = pointer.isTextual() ? pointed(root, pointer.textValue()) : root;
        if (!array.isArray()) {
            throw failure("Attempted to map over non-iterable node.");
        }
        List<JsonNode> items = new ArrayList<>(array.size());
        array.forEach(items::add);
        return new ReaderData(items, pointer.isTextual() ? Optional.of(array) : Optional.empty());
    }

    private static JsonNode pointed(JsonNode root, String pointer) {
        try {
            return root.at(pointer);
        } catch (IllegalArgumentException e) {
            throw failure("The ItemsPointer is not a JSON pointer: " + pointer);
        }
    }

    private static List<JsonNode> lines(String data) {
        return data.lines()
                .filter(line -> !line.isBlank())
                .map(ReaderData::parsed)
                .toList();
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw failure("The data is not JSON: " + e.getMessage());
        }
    }

    static StatesException failure(String cause) {
        return new StatesException("States.ItemReaderFailed", cause);
    }
}
