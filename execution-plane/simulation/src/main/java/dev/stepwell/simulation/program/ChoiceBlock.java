package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A Choice by the document's number; its ways come together again behind it. */
record ChoiceBlock(String first, Test test, int bound, Sequence then, Optional<Sequence> otherwise) implements Block {
    /** What a Choice fails with when no rule matches; nothing recovers from it. */
    static final String NO_CHOICE_MATCHED = "States.Runtime";

    enum Test {
        GREATER,
        LESS_OR_EQUAL,
        NOT_EQUAL,
        BETWEEN,
        PRESENT
    }

    @Override
    public void write(Writing out, Optional<String> next) {
        ObjectNode state = out.ending(first, "Choice");
        ObjectNode rule = state.putArray("Choices").addObject();
        writeTest(rule);
        rule.put("Next", then.first());
        otherwise.ifPresent(o -> state.put("Default", o.first()));
        Optional<String> joined = next;
        then.write(out, joined);
        otherwise.ifPresent(o -> o.write(out, joined));
    }

    private void writeTest(ObjectNode rule) {
        switch (test) {
            case GREATER -> rule.put("Variable", "$.n").put("NumericGreaterThan", bound);
            case LESS_OR_EQUAL -> rule.put("Variable", "$.n").put("NumericLessThanEquals", bound);
            case NOT_EQUAL -> rule.putObject("Not").put("Variable", "$.n").put("NumericEquals", bound);
            case BETWEEN ->
                rule.putArray("And")
                        .add(Writing.JSON
                                .createObjectNode()
                                .put("Variable", "$.n")
                                .put("NumericGreaterThan", 0))
                        .add(Writing.JSON
                                .createObjectNode()
                                .put("Variable", "$.n")
                                .put("NumericLessThan", bound));
            case PRESENT -> rule.put("Variable", "$.kept").put("IsPresent", true);
        }
    }

    private boolean matches(JsonNode document) {
        int n = document.get("n").asInt();
        return switch (test) {
            case GREATER -> n > bound;
            case LESS_OR_EQUAL -> n <= bound;
            case NOT_EQUAL -> n != bound;
            case BETWEEN -> n > 0 && n < bound;
            case PRESENT -> document.has("kept");
        };
    }

    @Override
    public Outcomes run(JsonNode document) {
        if (matches(document)) {
            return then.run(document);
        }
        return otherwise.map(o -> o.run(document)).orElseGet(() -> Outcomes.of(new Outcome.Failed(NO_CHOICE_MATCHED)));
    }

    @Override
    public List<Sequence> parts() {
        return Stream.concat(Stream.of(then), otherwise.stream()).toList();
    }

    @Override
    public Block with(UnaryOperator<Sequence> change) {
        return new ChoiceBlock(first, test, bound, change.apply(then), otherwise.map(change));
    }

    @Override
    public boolean isLast() {
        return then.isLast() && otherwise.map(Sequence::isLast).orElse(true);
    }
}
