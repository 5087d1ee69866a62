package dev.stepwell.asl.expression.jsonpath.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path from a document to values in it. Definite: it leads to one value or none. Indefinite (wildcard, slice, filter, union, deep
 * scan): it leads to the array of all values it finds.
 */
final class JsonPath {
    private final List<Step> steps;
    private final @Nullable PathFunction call;
    private final boolean definite;

    JsonPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
        this.call = !steps.isEmpty() && steps.getLast() instanceof Step.Call(PathFunction last) ? last : null;
        this.definite = call != null || steps.stream().allMatch(Step::isDefinite);
    }

    List<Step> steps() {
        return steps;
    }

    boolean isDefinite() {
        return definite;
    }

    /** The canonical text, {@code $['a'][0]}. */
    String text() {
        return text(steps.size());
    }

    private String text(int count) {
        StringBuilder text = new StringBuilder("$");
        steps.subList(0, count).forEach(step -> text.append(step.text()));
        return text.toString();
    }

    /**
     * The value, or the array of all values of an indefinite path; null when a definite path leads nowhere.
     *
     * @param root what {@code $} means inside filters
     */
    @Nullable
    JsonNode read(JsonNode document, JsonNode root, Fuel fuel) {
        JsonNode node = document;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!step.isDefinite()) {
                return readAll(i, node, root, fuel);
            }
            fuel.spend();
            node = one(step, node);
            if (node == null) {
                return definite ? null : JsonNodeFactory.instance.arrayNode();
            }
        }
        return node;
    }

    private @Nullable JsonNode readAll(int from, JsonNode node, JsonNode root, Fuel fuel) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        int end = call == null ? steps.size() : steps.size() - 1;
        new Walk(steps.subList(from, end), new FilterEvaluation(root, fuel), fuel, found).from(0, node);
        return call == null ? found : call.apply(found);
    }

    /** Where a definite step leads. */
    static @Nullable JsonNode one(Step step, JsonNode node) {
        return switch (step) {
            case Step.Children children ->
                node.isObject() ? node.get(children.names().getFirst()) : null;
            case Step.Indices indices -> element(node, indices.indices().getFirst());
            case Step.Call call -> call.function().apply(node);
            case Step.Slice s -> null;
            case Step.Wildcard w -> null;
            case Step.Where w -> null;
            case Step.Deep d -> null;
        };
    }

    static @Nullable JsonNode element(JsonNode array, int index) {
        return array.isArray() ? array.get(index < 0 ? array.size() + index : index) : null;
    }

    /** Whether only the last step leads nowhere, being an index that an array has no element for. */
    boolean endsBeyondArray(JsonNode document) {
        if (!definite || steps.isEmpty() || !(steps.getLast() instanceof Step.Indices)) {
            return false;
        }
        JsonNode node = document;
        for (Step step : steps.subList(0, steps.size() - 1)) {
            node = node == null ? null : one(step, node);
        }
        return node != null && node.isArray();
    }

    /**
     * Why the path leads nowhere, in the words of AWS's JSONPath library; empty when its definite part leads somewhere.
     */
    Optional<String> whyMissing(JsonNode document) {
        JsonNode node = document;
        for (int i = 0; i < steps.size() && steps.get(i).isDefinite(); i++) {
            JsonNode next = one(steps.get(i), node);
            if (next == null) {
                return Optional.of(reason(i, node));
            }
            node = next;
        }
        return Optional.empty();
    }

    private String reason(int i, JsonNode node) {
        boolean last = i == steps.size() - 1;
        return switch (steps.get(i)) {
            case Step.Children children
            when !node.isObject() ->
                "Expected to find an object with property " + children.text() + " in path " + text(i) + " but found "
                        + kind(node);
            case Step.Children children when !last -> "Missing property in path " + text(i + 1);
            case Step.Indices indices
            when !node.isArray() ->
                "Filter: " + indices.text() + " can only be applied to arrays. Current context is: " + kind(node);
            case Step.Children c -> "No results for path: " + text();
            case Step.Indices c -> "No results for path: " + text();
            case Step.Slice c -> "No results for path: " + text();
            case Step.Wildcard c -> "No results for path: " + text();
            case Step.Where c -> "No results for path: " + text();
            case Step.Deep c -> "No results for path: " + text();
            case Step.Call c -> "No results for path: " + text();
        };
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING, BINARY, POJO -> "null";
        };
    }
}
