package dev.stepwell.asl.expression.jsonpath.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds all values of the indefinite part of a path; what a step does not apply to is passed over. */
final class Walk {
    private final List<Step> steps;
    private final FilterEvaluation filters;
    private final Fuel fuel;
    private final ArrayNode found;

    Walk(List<Step> steps, FilterEvaluation filters, Fuel fuel, ArrayNode found) {
        this.steps = steps;
        this.filters = filters;
        this.fuel = fuel;
        this.found = found;
    }

    void from(int i, JsonNode node) {
        fuel.spend();
        if (i == steps.size()) {
            found.add(node);
        } else {
            take(steps.get(i), i + 1, node);
        }
    }

    private void take(Step step, int next, JsonNode node) {
        switch (step) {
            case Step.Children children -> children(children.names(), next, node);
            case Step.Indices indices -> {
                for (int index : indices.indices()) {
                    follow(JsonPath.element(node, index), next);
                }
            }
            case Step.Slice slice -> slice(slice, next, node);
            case Step.Wildcard wildcard -> {
                for (JsonNode child : node) {
                    from(next, child);
                }
            }
            case Step.Where where -> where(where.filter(), next, node);
            case Step.Deep deep -> deep(deep.step(), next, node);
            case Step.Call call -> follow(call.function().apply(node), next);
        }
    }

    private void follow(@Nullable JsonNode child, int next) {
        if (child != null) {
            from(next, child);
        }
    }

    private void children(List<String> names, int next, JsonNode node) {
        if (node.isObject()) {
            for (String name : names) {
                follow(node.get(name), next);
            }
        }
    }

    private void slice(Step.Slice slice, int next, JsonNode node) {
        if (!node.isArray()) {
            return;
        }
        int size = node.size();
        int to = bound(slice.to().orElse(size), size);
        for (int i = bound(slice.from().orElse(0), size); i < to; i++) {
            from(next, node.get(i));
        }
    }

    private static int bound(int index, int size) {
        return Math.clamp(index < 0 ? (long) size + index : index, 0, size);
    }

    private void where(Filter filter, int next, JsonNode node) {
        if (node.isObject()) {
            if (filters.test(filter, node)) {
                from(next, node);
            }
        } else if (node.isArray()) {
            for (JsonNode element : node) {
                if (filters.test(filter, element)) {
                    from(next, element);
                }
            }
        }
    }

    /** The value itself first, then what is below it, in the order of the document. */
    private void deep(Step step, int next, JsonNode node) {
        fuel.spend();
        if (step instanceof Step.Where(Filter filter)) {
            if (node.isObject() && filters.test(filter, node)) {
                from(next, node);
            }
        } else {
            take(step, next, node);
        }
        for (JsonNode child : node) {
            deep(step, next, child);
        }
    }
}
