package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A Pass that lays out a list, and a Map over it.
 *
 * @param items the numbers of the list
 * @param concurrency MaxConcurrency, 0 for as many as can be
 * @param round whether the iterations are told by {@code round} what the document's round is
 */
record MapBlock(
        String first, List<Integer> items, int concurrency, boolean round, Sequence processor, Recovery recovery)
        implements Block {
    MapBlock {
        items = List.copyOf(items);
    }

    @Override
    public void write(Writing out, Optional<String> next) {
        String name = first + "Map";
        ObjectNode pass = out.state(first, "Pass", Optional.of(name));
        pass.put("ResultPath", "$.list");
        items.forEach(pass.putArray("Result")::add);
        ObjectNode state = out.state(name, "Map", next);
        state.put("ItemsPath", "$.list").put("MaxConcurrency", concurrency);
        ObjectNode selector = state.putObject("ItemSelector");
        selector.put("n.$", "$$.Map.Item.Value").put("index.$", "$$.Map.Item.Index");
        selector.put("base.$", "$.n");
        if (round) {
            selector.put("round.$", "$.round");
        }
        ObjectNode inner = Writing.flow(processor);
        inner.putObject("ProcessorConfig").put("Mode", "INLINE");
        state.set("ItemProcessor", inner);
        state.put("ResultPath", "$.of" + first);
        recovery.write(out, state, next);
    }

    @Override
    public Outcomes run(JsonNode document) {
        ObjectNode input = document.deepCopy();
        items.forEach(input.putArray("list")::add);
        return recovery.run(input, attempt -> {
            List<Outcomes> parts = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                ObjectNode item = Writing.JSON.createObjectNode();
                item.put("n", items.get(i)).put("index", i).set("base", document.get("n"));
                if (round) {
                    item.set("round", document.get("round"));
                }
                parts.add(processor.runWhole(item));
            }
            return Outcomes.together(parts, outputs -> {
                ObjectNode copy = input.deepCopy();
                return new Outcome.GoesOn(copy.set("of" + first, array(outputs)));
            });
        });
    }

    @Override
    public List<Sequence> parts() {
        return Stream.concat(Stream.of(processor), recovery.parts()).toList();
    }

    @Override
    public Block with(UnaryOperator<Sequence> change) {
        return new MapBlock(first, items, concurrency, round, change.apply(processor), recovery.with(change));
    }

    /** The outputs of parts that have all ended. */
    static ArrayNode array(List<Outcome> outputs) {
        ArrayNode array = Writing.JSON.createArrayNode();
        for (Outcome output : outputs) {
            if (output instanceof Outcome.Ended ended) {
                array.add(ended.output());
            } else {
                throw new IllegalArgumentException("not the end of a flow: " + output);
            }
        }
        return array;
    }
}
