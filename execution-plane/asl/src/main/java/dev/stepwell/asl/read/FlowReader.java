package dev.stepwell.asl.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.finding.FindingCode;
import dev.stepwell.asl.finding.Written;
import dev.stepwell.asl.model.Flow;
import dev.stepwell.asl.model.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads StartAt and States: of the machine, of a branch, of the processor of a Map. */
final class FlowReader {
    private static final int MAX_NAME_LENGTH = 80;

    private FlowReader() {}

    /** The flow; empty when it is too broken to have one, which is then reported. */
    static Optional<Flow> read(Written container, Reading reading, Nesting nesting) {
        if (nesting.depth() > Nesting.MAX_DEPTH) {
            container.report(
                    FindingCode.TOO_DEEPLY_NESTED,
                    "States are nested more than " + Nesting.MAX_DEPTH + " levels deep",
                    container.location());
            return Optional.empty();
        }
        container.require("States", "StartAt");
        Optional<String> startAt = container.text("StartAt");
        Optional<Written> states = container.object("States");
        if (states.isEmpty()) {
            return Optional.empty();
        }
        if (states.get().node().isEmpty()) {
            container.reportAt("States", "Value cannot be empty");
        }
        FlowGraph graph = new FlowGraph(container, nesting.depth() == 0);
        startAt.ifPresent(graph::startAt);
        Map<String, State> read = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : states.get().node().properties()) {
            if (!reading.isFull()) {
                state(states.get(), field, new Scene(reading, nesting, graph))
                        .ifPresent(state -> read.put(state.name(), state));
            }
        }
        if (!reading.trustsTransitions(nesting)) {
            graph.check();
        }
        return startAt.map(start -> new Flow(start, read));
    }

    private static Optional<State> state(Written states, Map.Entry<String, JsonNode> field, Scene scene) {
        String name = field.getKey();
        scene.graph().state(name);
        if (!(field.getValue() instanceof ObjectNode object)) {
            states.reportAt(name, "Expected value of type Object");
            scene.graph().incomplete();
            return Optional.empty();
        }
        Written state = new Written(object, states.at(name), states.findings());
        scene.reading().takeName(name, state);
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME_LENGTH) {
            String fault = name.isEmpty()
                    ? "State name cannot be empty"
                    : "State exceeds the " + MAX_NAME_LENGTH + "-character limit allowed by the service";
            state.report(FindingCode.INVALID_STATE_NAME, "Invalid State name: " + fault, state.location());
        }
        return new StateReader(name, state, scene).read();
    }
}
