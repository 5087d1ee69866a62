package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A Parallel.
 *
 * @param round whether its branches are told by {@code round} how often it was retried
 * @param selects whether only the number of the first branch is kept, as the whole document
 */
record ParallelBlock(String first, List<Sequence> branches, boolean round, boolean selects, Recovery recovery)
        implements Block {
    @Override
    public void write(Writing out, Optional<String> next) {
        ObjectNode state = out.state(first, "Parallel", next);
        ArrayNode list = state.putArray("Branches");
        branches.forEach(branch -> list.add(Writing.flow(branch)));
        if (round) {
            state.putObject("Parameters").put("n.$", "$.n").put("round.$", "$$.State.RetryCount");
        }
        if (selects) {
            state.putObject("ResultSelector").put("n.$", "$[0].n");
        } else {
            state.put("ResultPath", "$.of" + first);
        }
        recovery.write(out, state, next);
    }

    @Override
    public Outcomes run(JsonNode document) {
        return recovery.run(document, attempt -> {
            JsonNode input = round
                    ? Writing.JSON.createObjectNode().put("round", attempt).<ObjectNode>set("n", document.get("n"))
                    : document;
            List<Outcomes> parts =
                    branches.stream().map(branch -> branch.runWhole(input)).toList();
            return Outcomes.together(parts, outputs -> new Outcome.GoesOn(joined(document, outputs)));
        });
    }

    @Override
    public List<Sequence> parts() {
        return Stream.concat(branches.stream(), recovery.parts()).toList();
    }

    @Override
    public Block with(UnaryOperator<Sequence> change) {
        return new ParallelBlock(first, branches.stream().map(change).toList(), round, selects, recovery.with(change));
    }

    private JsonNode joined(JsonNode document, List<Outcome> outputs) {
        ArrayNode array = MapBlock.array(outputs);
        if (selects) {
            return Writing.JSON.createObjectNode().set("n", array.get(0).get("n"));
        }
        ObjectNode copy = document.deepCopy();
        return copy.set("of" + first, array);
    }
}
