package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A piece of a flow: one state or a few. Documents that pass through are objects that have a number {@code n}. */
interface Block {
    /** The name of its first state. */
    String first();

    /** Writes its states. {@code next} is the state that follows; empty when it ends the flow. */
    void write(Writing out, Optional<String> next);

    /** What may come of a document. */
    Outcomes run(JsonNode document);

    /** The flows within it. */
    default List<Sequence> parts() {
        return List.of();
    }

    /** The same with other flows within it. */
    default Block with(UnaryOperator<Sequence> change) {
        return this;
    }

    /** Whether it always leaves the flow, so that nothing may follow it. */
    default boolean isLast() {
        return false;
    }
}
