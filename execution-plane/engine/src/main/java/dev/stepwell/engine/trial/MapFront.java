package dev.stepwell.engine.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.expression.Stages;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.Processor;
import dev.stepwell.asl.model.QueryLanguage;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.trial.Inspection.MapLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The shaping of a Map under trial. Before the mock stands in for the iterations, it does what a Map does with its items: reads, selects
 * and batches them, and evaluates how many may run and fail.
 */
record MapFront(State.MapState map, Vantage vantage) implements Shaping {
    /** How many items an ItemSelector is evaluated for: a trial shows what it does, and does not do it for a whole data set. */
    private static final int MAX_SELECTED = 1_000;

    @Override
    public JsonNode arguments(Scope scope, Stages stages) {
        return vantage.noting(() -> begin(vantage.of(scope)));
    }

    @Override
    public JsonNode output(Scope scope, JsonNode result, Stages stages) {
        return vantage.noting(() -> map.shaping().output(vantage.of(scope), result, vantage.sightings()));
    }

    @Override
    public Map<String, JsonNode> assign(Scope scope, JsonNode result) {
        return vantage.noting(() -> map.shaping().assign(vantage.of(scope), result));
    }

    private JsonNode begin(Scope scope) {
        Sightings sightings = vantage.sightings();
        JsonNode view = map.shaping().arguments(scope, sightings);
        Scope over = scope.over(view);
        List<JsonNode> items = items(over);
        sightings.limits(limits(over), items.size());
        List<JsonNode> inputs = map.itemSelector()
                .map(selector -> selected(selector, over, items))
                .orElse(items);
        Optional<ItemBatches> batcher = ItemBatches.of(settings());
        if (batcher.isPresent()) {
            List<JsonNode> batches = batcher.get().of(inputs);
            sightings.seeEach(Sight.AFTER_ITEM_BATCHER, batches);
            sightings.limits(sightings.limits(), batches.size());
        }
        return view;
    }

    private ObjectNode settings() {
        return map.processor() instanceof Processor.Distributed distributed
                ? distributed.settings()
                : JsonNodeFactory.instance.objectNode();
    }

    private List<JsonNode> items(Scope over) {
        if (settings().path("ItemReader") instanceof ObjectNode reader) {
            return read(reader);
        }
        JsonNode items = map.items().evaluate(over);
        if (!items.isArray()) {
            throw new StatesException(
                    "States.Runtime", "Map state input must be an array but was: " + Json.write(items));
        }
        List<JsonNode> list = list(items);
        if (map.queryLanguage() == QueryLanguage.JSONPATH) {
            vantage.sightings().seeEach(Sight.AFTER_ITEMS_PATH, list);
        }
        return list;
    }

    private List<JsonNode> read(ObjectNode reader) {
        String data = vantage.experiment().circumstances().readerData().orElse("[]");
        ReaderData read = ReaderData.of(reader, data);
        read.pointed().ifPresent(items -> vantage.sightings().seeEach(Sight.AFTER_ITEMS_POINTER, list(items)));
        return read.items();
    }

    private List<JsonNode> selected(Expression selector, Scope over, List<JsonNode> items) {
        JsonNode context = over.context().get();
        List<JsonNode> selected = new ArrayList<>(items.size());
        for (int i = 0; i < Math.min(items.size(), MAX_SELECTED); i++) {
            ObjectNode withItem = Vantage.copy(context);
            withItem.putObject("Map").putObject("Item").put("Index", i).set("Value", items.get(i));
            selected.add(selector.evaluate(over.in(() -> withItem)));
        }
        vantage.sightings().seeEach(Sight.AFTER_ITEM_SELECTOR, selected);
        return selected;
    }

    private MapLimits limits(Scope over) {
        int concurrency = map.maxConcurrency().map(e -> whole(e.evaluate(over))).orElse(0);
        Optional<Integer> count = map.toleratedFailure().count().map(e -> whole(e.evaluate(over)));
        Optional<Double> percentage =
                map.toleratedFailure().percentage().map(e -> e.evaluate(over).doubleValue());
        return new MapLimits(
                OptionalInt.of(concurrency),
                count.map(OptionalInt::of).orElse(OptionalInt.empty()),
                percentage.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    private static int whole(JsonNode value) {
        return (int) Math.min(Integer.MAX_VALUE, value.longValue());
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>(array.size());
        array.forEach(list::add);
        return list;
    }
}
