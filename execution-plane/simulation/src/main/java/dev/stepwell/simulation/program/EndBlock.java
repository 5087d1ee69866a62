package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Succeed, or Fail with an error. */
record EndBlock(String first, Optional<String> error) implements Block {
    @Override
    public void write(Writing out, Optional<String> next) {
        ObjectNode state = out.ending(first, error.isPresent() ? "Fail" : "Succeed");
        error.ifPresent(e -> state.put("Error", e).put("Cause", "because"));
    }

    @Override
    public Outcomes run(JsonNode document) {
        return Outcomes.of(error.<Outcome>map(Outcome.Failed::new).orElseGet(() -> new Outcome.Ended(document)));
    }

    @Override
    public boolean isLast() {
        return true;
    }
}
