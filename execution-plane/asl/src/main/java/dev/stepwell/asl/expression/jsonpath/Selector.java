package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.expression.jsonpath.path.PathSyntaxException;
import dev.stepwell.asl.expression.jsonpath.path.ScopedPath;
import dev.stepwell.asl.finding.Written;
import java.util.Optional;

/** InputPath or OutputPath. */
sealed interface Selector {
    /** The field is not there: everything. */
    record Everything() implements Selector {
        @Override
        public JsonNode select(Scope scope) {
            return scope.input();
        }
    }

    /** The field is null: the empty object. */
    record Nothing() implements Selector {
        @Override
        public JsonNode select(Scope scope) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** The field is a path. */
    record At(ScopedPath path) implements Selector {
        @Override
        public JsonNode select(Scope scope) {
            JsonNode value = path.read(scope);
            if (value == null || (!path.isDefinite() && value.isEmpty())) {
                Optional<String> why = path.whyMissing(scope);
                if (why.isPresent()) {
                    throw invalidPath(path, why.get());
                }
            }
            return value == null ? JsonNodeFactory.instance.objectNode() : value;
        }
    }

    /** What is selected. */
    JsonNode select(Scope scope);

    /** The failure of a path that leads nowhere. */
    static StatesException invalidPath(ScopedPath path, String why) {
        return new StatesException("States.Runtime", "Invalid path '" + path.text() + "' : " + why);
    }

    /** Reads the field. */
    static Selector read(Written state, String field) {
        Optional<JsonNode> written = state.value(field);
        if (written.isEmpty()) {
            return new Everything();
        }
        if (written.get().isNull()) {
            return new Nothing();
        }
        return state.text(field).map(text -> at(state, field, text)).orElseGet(Nothing::new);
    }

    private static Selector at(Written state, String field, String text) {
        try {
            return new At(ScopedPath.parse(text));
        } catch (PathSyntaxException e) {
            state.reportAt(field, "Value must be a valid JSONPath.");
            return new Nothing();
        }
    }
}
