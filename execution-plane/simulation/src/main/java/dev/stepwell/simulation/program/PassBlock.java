package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A Pass, in one of the ways in which it shapes data. */
record PassBlock(String first, Kind kind, JsonNode value) implements Block {
    enum Kind {
        /** Nothing changes. */
        PLAIN,
        /** Result goes to a place of its own. */
        RESULT_ASIDE,
        /** Parameters make a new document of {@code n} and the value. */
        PARAMETERS,
        /** InputPath picks {@code n}, ResultPath puts it elsewhere. */
        COPY,
        /** Result becomes the whole document by way of OutputPath; the value has an {@code n}. */
        OUTPUT,
        /** ResultPath null throws the result away. */
        DISCARD
    }

    /** One that does nothing. */
    static PassBlock idle(String first) {
        return new PassBlock(first, Kind.PLAIN, Writing.JSON.nullNode());
    }

    /** Whether it does nothing. */
    boolean isIdle() {
        return kind == Kind.PLAIN;
    }

    private String place() {
        return "at" + first;
    }

    @Override
    public void write(Writing out, Optional<String> next) {
        ObjectNode state = out.state(first, "Pass", next);
        switch (kind) {
            case PLAIN -> state.put("Comment", "nothing to do");
            case RESULT_ASIDE -> state.put("ResultPath", "$." + place()).set("Result", value);
            case PARAMETERS -> state.putObject("Parameters").put("n.$", "$.n").set("kept", value);
            case COPY -> state.put("InputPath", "$.n").put("ResultPath", "$." + place());
            case OUTPUT ->
                state.put("ResultPath", "$.whole").put("OutputPath", "$.whole").set("Result", value);
            case DISCARD -> state.putNull("ResultPath").set("Result", value);
        }
    }

    @Override
    public Outcomes run(JsonNode document) {
        ObjectNode copy = document.deepCopy();
        JsonNode result = switch (kind) {
            case PLAIN, DISCARD -> copy;
            case RESULT_ASIDE -> copy.set(place(), value);
            case PARAMETERS -> {
                ObjectNode made = Writing.JSON.createObjectNode();
                made.set("n", document.get("n"));
                yield made.set("kept", value);
            }
            case COPY -> copy.set(place(), document.get("n"));
            case OUTPUT -> value;
        };
        return Outcomes.of(new Outcome.GoesOn(result));
    }
}
