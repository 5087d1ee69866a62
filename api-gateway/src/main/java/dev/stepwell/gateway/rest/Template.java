package dev.stepwell.gateway.rest;

import dev.stepwell.gateway.shapes.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path of the contract, such as {@code /v1/executions/{execution_arn}/history}. A variable is one segment, percent-encoded: the
 * colons and slashes of an ARN are in it. A dot in its name leads into a structure.
 *
 * @param text as the contract has it
 * @param parts literals and variables between the slashes
 */
record Template(String text, List<Part> parts) {
    /**
     * What stands between two slashes.
     *
     * @param literal what must stand there, or the variable's name in the contract
     * @param variable whose value stands there
     */
    record Part(String literal, @Nullable Variable variable) {}

    /** Its variables, in their order. */
    List<Variable> variables() {
        return parts.stream()
                .map(Part::variable)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Reads a template whose variables are members of that shape. */
    static Template of(String text, Shape input) {
        List<Part> parts = new ArrayList<>();
        for (String segment : text.substring(1).split("/", -1)) {
            if (segment.startsWith("{") && segment.endsWith("}")) {
                String name = segment.substring(1, segment.length() - 1);
                parts.add(new Part(name, Variable.of(name, input, text)));
            } else {
                parts.add(new Part(segment, null));
            }
        }
        return new Template(text, List.copyOf(parts));
    }

    /** The values of the variables, decoded, when these are the segments of such a path. */
    Optional<Map<Variable, String>> match(List<String> segments) {
        if (segments.size() != parts.size()) {
            return Optional.empty();
        }
        Map<Variable, String> values = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            Part part = parts.get(i);
            Optional<String> given = Percent.decode(segments.get(i), false);
            if (given.isEmpty()) {
                return Optional.empty();
            }
            if (part.variable() != null) {
                values.put(part.variable(), given.get());
            } else if (!part.literal().equals(given.get())) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** How many of its parts are literals: the more, the sooner it is tried. */
    int literals() {
        return (int) parts.stream().filter(part -> part.variable() == null).count();
    }
}
