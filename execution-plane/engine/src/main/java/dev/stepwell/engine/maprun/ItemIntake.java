package dev.stepwell.engine.maprun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.MapRunChange.Batch;
import dev.stepwell.engine.turn.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes items into inputs of children: ItemSelector item by item, and then ItemBatcher. */
final class ItemIntake {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final MapRunTurn t;
    private final MapOrder order;
    private final List<Batch> batches = new ArrayList<>();
    private List<Payload> open;
    private long openBytes;

    ItemIntake(MapRunTurn t) {
        this.t = t;
        this.order = t.run.order();
        this.open = new ArrayList<>(t.run.open);
        open.forEach(item -> openBytes += item.bytes() + 1);
    }

    /** The record of these items having been read. */
    MapRunChange.ItemsRead read(List<Payload> items, String cursor, boolean last) {
        long index = t.run.read;
        for (Payload item : items) {
            add(selected(item, index++));
        }
        if (last && !open.isEmpty()) {
            closeBatch();
        }
        return new MapRunChange.ItemsRead(cursor, last, batches, open);
    }

    private void add(Payload item) {
        if (order.batcher().isEmpty()) {
            batches.add(new Batch(item, 1));
            return;
        }
        MapOrder.Batcher batcher = order.batcher().get();
        long most = batcher.mostBytes() == 0 ? t.turn.limits().payloadBytes() : batcher.mostBytes();
        if (!open.isEmpty() && overhead(batcher) + openBytes + item.bytes() + 1 > most) {
            closeBatch();
        }
        open.add(item);
        openBytes += item.bytes() + 1;
        if (batcher.mostItems() > 0 && open.size() >= batcher.mostItems()) {
            closeBatch();
        }
    }

    private long overhead(MapOrder.Batcher batcher) {
        return 12 + batcher.input().map(input -> Payload.of(input).bytes() + 14).orElse(0);
    }

    private void closeBatch() {
        ObjectNode input = JSON.objectNode();
        order.batcher().flatMap(MapOrder.Batcher::input).ifPresent(given -> input.set("BatchInput", given));
        ArrayNode items = input.putArray("Items");
        open.forEach(item -> items.add(item.json()));
        batches.add(new Batch(Payload.of(input), open.size()));
        open = new ArrayList<>();
        openBytes = 0;
    }

    private Payload selected(Payload item, long index) {
        if (t.run.map.itemSelector().isEmpty() || order.selection().isEmpty()) {
            return item;
        }
        Scope scope = scope(order.selection().get(), item, index);
        return item.with(t.run.map.itemSelector().get().evaluate(scope));
    }

    private Scope scope(MapOrder.Selection selection, Payload item, long index) {
        Map<String, JsonNode> variables = new HashMap<>();
        selection.variables().properties().forEach(variable -> variables.put(variable.getKey(), variable.getValue()));
        return new Scope(
                selection.input(),
                () -> context(selection, item, index),
                variables,
                t.random,
                t.turn.now(),
                t.turn.limits().payloadBytes());
    }

    private static JsonNode context(MapOrder.Selection selection, Payload item, long index) {
        ObjectNode context = JSON.objectNode();
        selection.context().properties().forEach(member -> context.set(member.getKey(), member.getValue()));
        ObjectNode node = context.putObject("Map").putObject("Item");
        node.put("Index", index).set("Value", item.json());
        return context;
    }
}
