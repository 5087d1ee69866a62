package dev.stepwell.engine.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ItemBatcher, as far as its fields are written out (developer guide, "ItemBatcher"): the items are grouped, and each group is one
 * input {@code {BatchInput, Items}}.
 */
record ItemBatches(long mostItems, long mostBytes, Optional<JsonNode> batchInput) {
    static Optional<ItemBatches> of(ObjectNode settings) {
        return settings.path("ItemBatcher") instanceof ObjectNode written
                ? Optional.of(new ItemBatches(
                        bound(written, "MaxItemsPerBatch"),
                        bound(written, "MaxInputBytesPerBatch"),
                        Optional.ofNullable(written.get("BatchInput"))))
                : Optional.empty();
    }

    private static long bound(ObjectNode written, String field) {
        JsonNode value = written.path(field);
        return value.isIntegralNumber() && value.longValue() > 0 ? value.longValue() : Long.MAX_VALUE;
    }

    List<JsonNode> of(List<JsonNode> items) {
        List<JsonNode> batches = new ArrayList<>();
        ArrayNode open = JsonNodeFactory.instance.arrayNode();
        long bytes = 0;
        for (JsonNode item : items) {
            int size = Json.utf8Length(Json.write(item));
            if (!open.isEmpty() && (open.size() >= mostItems || bytes + size > mostBytes)) {
                batches.add(batch(open));
                open = JsonNodeFactory.instance.arrayNode();
                bytes = 0;
            }
            open.add(item);
            bytes += size;
        }
        if (!open.isEmpty()) {
            batches.add(batch(open));
        }
        return batches;
    }

    private JsonNode batch(ArrayNode items) {
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        batchInput.ifPresent(input -> batch.set("BatchInput", input));
        batch.set("Items", items);
        return batch;
    }
}
