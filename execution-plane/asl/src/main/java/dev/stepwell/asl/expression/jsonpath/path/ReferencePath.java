package dev.stepwell.asl.expression.jsonpath.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path that names exactly one place: names and indices only (developer guide, "Reference paths"). It is read from, or a value is put
 * at its place in a copy of a document; the document itself is never changed and shares what did not change.
 */
public final class ReferencePath {
    private static final String REFERENCE_PATH_CONFLICT = "States.ReferencePathConflict";

    private final ScopedPath source;

    private ReferencePath(ScopedPath source) {
        this.source = source;
    }

    /**
     * Reads a reference path.
     *
     * @throws PathSyntaxException when it is none, in AWS's words
     */
    public static ReferencePath parse(String text) {
        if (!text.startsWith("$")) {
            throw new PathSyntaxException("Value is not a Reference Path: Reference path didn't start with '$'");
        }
        ScopedPath path;
        try {
            path = ScopedPath.parse(text);
        } catch (PathSyntaxException e) {
            throw new PathSyntaxException("Value is not a Reference Path: " + e.text());
        }
        for (Step step : path.path().steps()) {
            if (!isSingle(step)) {
                throw new PathSyntaxException(
                        "Value is not a Reference Path: '" + step.text() + "' can name several nodes");
            }
        }
        return new ReferencePath(path);
    }

    private static boolean isSingle(Step step) {
        return switch (step) {
            case Step.Children(List<String> names) -> names.size() == 1;
            case Step.Indices(List<Integer> indices) -> indices.size() == 1 && indices.getFirst() >= 0;
            case Step.Slice slice -> false;
            case Step.Wildcard wildcard -> false;
            case Step.Where where -> false;
            case Step.Deep deep -> false;
            case Step.Call call -> false;
        };
    }

    /** The path as written. */
    public String text() {
        return source.text();
    }

    /** The path it is, for reading. */
    public ScopedPath scoped() {
        return source;
    }

    /**
     * The value at the place.
     *
     * @throws StatesException {@code States.ReferencePathConflict} when there is no such place
     */
    public JsonNode read(Scope scope) {
        JsonNode document = source.document(scope);
        JsonNode node = document;
        for (Step step : source.path().steps()) {
            JsonNode next = node == null ? null : JsonPath.one(step, node);
            if (next == null) {
                throw conflict(step, document);
            }
            node = next;
        }
        if (node == null) {
            throw new StatesException(
                    "States.Runtime", "The variable '$" + source.variable().orElse("") + "' is not defined.");
        }
        return node;
    }

    /**
     * A copy of the document with the value at the place; objects on the way are made where nothing is.
     *
     * @throws StatesException {@code States.ReferencePathConflict} when something that is no object stands in the way, or an index is
     *     not there
     */
    public JsonNode put(JsonNode document, JsonNode value) {
        return put(document, document, 0, value);
    }

    private JsonNode put(JsonNode document, @Nullable JsonNode node, int i, JsonNode value) {
        List<Step> steps = source.path().steps();
        if (i == steps.size()) {
            return value;
        }
        Step step = steps.get(i);
        return switch (step) {
            case Step.Children(List<String> names)
            when node == null || node.isObject() -> {
                String name = names.getFirst();
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                if (node != null) {
                    copy.setAll((ObjectNode) node);
                }
                copy.set(name, put(document, node == null ? null : node.get(name), i + 1, value));
                yield copy;
            }
            case Step.Indices(List<Integer> indices)
            when node instanceof ArrayNode array && array.has(indices.getFirst()) -> {
                int index = indices.getFirst();
                ArrayNode copy =
                        JsonNodeFactory.instance.arrayNode(array.size()).addAll(array);
                copy.set(index, put(document, array.get(index), i + 1, value));
                yield copy;
            }
            case Step.Children c -> throw misfit(document);
            case Step.Indices c -> throw misfit(document);
            case Step.Slice c -> throw misfit(document);
            case Step.Wildcard c -> throw misfit(document);
            case Step.Where c -> throw misfit(document);
            case Step.Deep c -> throw misfit(document);
            case Step.Call c -> throw misfit(document);
        };
    }

    private StatesException misfit(JsonNode document) {
        return new StatesException(
                REFERENCE_PATH_CONFLICT,
                "Unable to apply ReferencePath " + source.text() + " to input " + Json.write(document));
    }

    private static StatesException conflict(Step step, @Nullable JsonNode document) {
        String name = step instanceof Step.Children(List<String> names) ? names.getFirst() : step.text();
        return new StatesException(
                REFERENCE_PATH_CONFLICT,
                "Unable to apply step \"" + name + "\" to input " + (document == null ? "null" : Json.write(document)));
    }
}
