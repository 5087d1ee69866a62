package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.jsonpath.path.PathSyntaxException;
import dev.stepwell.asl.expression.jsonpath.path.ReferencePath;
import dev.stepwell.asl.finding.Written;
import java.util.Optional;

/** ResultPath: where the result goes in the state's raw input. */
sealed interface ResultPlace {
    /** The field is not there or {@code $}: the result is the output. */
    record Whole() implements ResultPlace {
        @Override
        public JsonNode merge(JsonNode rawInput, JsonNode result) {
            return result;
        }
    }

    /** The field is null: the result is thrown away. */
    record Nowhere() implements ResultPlace {
        @Override
        public JsonNode merge(JsonNode rawInput, JsonNode result) {
            return rawInput;
        }
    }

    /** The field names a place. */
    record Place(ReferencePath path) implements ResultPlace {
        @Override
        public JsonNode merge(JsonNode rawInput, JsonNode result) {
            return path.put(rawInput, result);
        }
    }

    /** The raw input with the result in its place. */
    JsonNode merge(JsonNode rawInput, JsonNode result);

    /** Reads the field. */
    static ResultPlace read(Written state) {
        Optional<JsonNode> written = state.value("ResultPath");
        if (written.isPresent() && written.get().isNull()) {
            return new Nowhere();
        }
        return state.text("ResultPath").map(text -> place(state, text)).orElseGet(Whole::new);
    }

    private static ResultPlace place(Written state, String text) {
        try {
            ReferencePath path = ReferencePath.parse(text);
            if (path.scoped().readsInput()) {
                return text.equals("$") ? new Whole() : new Place(path);
            }
            state.reportAt("ResultPath", "Value is not a Reference Path: it must start with '$.' or '$['");
        } catch (PathSyntaxException e) {
            state.reportAt("ResultPath", e.text());
        }
        return new Whole();
    }
}
