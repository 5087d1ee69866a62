package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The States of a flow while they are being written. */
final class Writing {
    static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode states = JSON.createObjectNode();

    /** A new state that goes on to {@code next}. */
    ObjectNode state(String name, String type, Optional<String> next) {
        ObjectNode state = ending(name, type);
        next.ifPresentOrElse(n -> state.put("Next", n), () -> state.put("End", true));
        return state;
    }

    /** A new state that has neither Next nor End. */
    ObjectNode ending(String name, String type) {
        ObjectNode state = states.putObject(name);
        state.put("Type", type);
        return state;
    }

    /** A flow as its own StartAt and States. */
    static ObjectNode flow(Sequence sequence) {
        Writing inner = new Writing();
        sequence.write(inner, Optional.empty());
        ObjectNode flow = JSON.createObjectNode();
        flow.put("StartAt", sequence.first());
        flow.set("States", inner.states);
        return flow;
    }
}
