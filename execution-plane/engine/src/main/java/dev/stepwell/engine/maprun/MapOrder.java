package dev.stepwell.engine.maprun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.engine.turn.Payload;
import java.util.Optional;

/**
 * What a map run is to do: everything that its Map has evaluated for it. It is the input of the run's execution and so stored; members are
 * only added.
 *
 * @param items the items, if they were in the input of the Map
 * @param selection what an ItemSelector may read, if there is one
 */
public record MapOrder(
        Optional<JsonNode> items,
        Optional<Reader> reader,
        Optional<Batcher> batcher,
        Optional<Writer> writer,
        Bounds bounds,
        Optional<Selection> selection) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * Where items come from.
     *
     * @param maxItems 0 for all
     */
    public record Reader(String resource, JsonNode arguments, JsonNode config, long maxItems) {
        /** As it is given to whoever reads. */
        public Payload toPayload() {
            return Payload.of(toJson());
        }

        private ObjectNode toJson() {
            ObjectNode node = JSON.objectNode().put("resource", resource).put("maxItems", maxItems);
            node.set("arguments", arguments);
            node.set("config", config);
            return node;
        }

        /** What {@link #toPayload} has written. */
        public static Reader of(JsonNode node) {
            return new Reader(
                    node.get("resource").asText(),
                    node.get("arguments"),
                    node.get("config"),
                    node.get("maxItems").asLong());
        }
    }

    /** How items are grouped; 0 for no bound. */
    public record Batcher(long mostItems, long mostBytes, Optional<JsonNode> input) {}

    /** Where results are put. */
    public record Writer(Optional<String> resource, JsonNode arguments, JsonNode config) {
        /** As it is given to whoever writes. */
        public Payload toPayload() {
            return Payload.of(toJson());
        }

        private ObjectNode toJson() {
            ObjectNode node = JSON.objectNode();
            resource.ifPresent(value -> node.put("resource", value));
            node.set("arguments", arguments);
            node.set("config", config);
            return node;
        }

        /** What {@link #toPayload} has written. */
        public static Writer of(JsonNode node) {
            return new Writer(
                    Optional.ofNullable(node.get("resource")).map(JsonNode::asText),
                    node.get("arguments"),
                    node.get("config"));
        }
    }

    /** How many may run at once, 0 for as many as the server likes, and how many items may fail. */
    public record Bounds(int maxConcurrency, long toleratedCount, double toleratedPercentage) {}

    /** The input, context object and variables of the Map. */
    public record Selection(JsonNode input, JsonNode context, ObjectNode variables) {}

    /** The order as the input of an execution. */
    public Payload toPayload() {
        ObjectNode node = JSON.objectNode();
        items.ifPresent(value -> node.set("items", value));
        reader.ifPresent(value -> node.set("reader", value.toJson()));
        batcher.ifPresent(value -> {
            ObjectNode written = node.putObject("batcher");
            written.put("mostItems", value.mostItems()).put("mostBytes", value.mostBytes());
            value.input().ifPresent(input -> written.set("input", input));
        });
        writer.ifPresent(value -> node.set("writer", value.toJson()));
        node.put("maxConcurrency", bounds.maxConcurrency());
        node.put("toleratedCount", bounds.toleratedCount());
        node.put("toleratedPercentage", bounds.toleratedPercentage());
        selection.ifPresent(value -> {
            ObjectNode written = node.putObject("selection");
            written.set("input", value.input());
            written.set("context", value.context());
            written.set("variables", value.variables());
        });
        return Payload.of(node);
    }

    /** The order that {@link #toPayload} has written. */
    public static MapOrder of(Payload payload) {
        JsonNode node = payload.json();
        return new MapOrder(
                Optional.ofNullable(node.get("items")),
                Optional.ofNullable(node.get("reader")).map(Reader::of),
                Optional.ofNullable(node.get("batcher"))
                        .map(written -> new Batcher(
                                written.get("mostItems").asLong(),
                                written.get("mostBytes").asLong(),
                                Optional.ofNullable(written.get("input")))),
                Optional.ofNullable(node.get("writer")).map(Writer::of),
                new Bounds(
                        node.get("maxConcurrency").asInt(),
                        node.get("toleratedCount").asLong(),
                        node.get("toleratedPercentage").asDouble()),
                Optional.ofNullable(node.get("selection"))
                        .map(written -> new Selection(
                                written.get("input"), written.get("context"), (ObjectNode) written.get("variables"))));
    }
}
