package dev.stepwell.asl.variables;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.jsonpath.PathVariables;
import java.util.Set;

/**
 * JSONPath: paths and intrinsic calls stand in fields whose name ends in {@code Path} or {@code .$}, and in the Variable of a Choice
 * rule; in a payload template only in the latter.
 */
final class PathReader implements VariableReferences.Reader {
    private static final Set<String> TEMPLATES =
            Set.of("Parameters", "ResultSelector", "ItemSelector", "Assign", "BatchInput", "Credentials");
    private static final Set<String> STATIC = Set.of("Comment", "Result");
    private static final String DYNAMIC = ".$";

    @Override
    public void read(String field, JsonNode value, Set<String> names) {
        if (STATIC.contains(field)) {
            return;
        }
        if (TEMPLATES.contains(field)) {
            template(field, value, names);
        } else if (value.isTextual()) {
            if (field.endsWith("Path") || field.equals("Variable") || field.endsWith(DYNAMIC)) {
                names.addAll(PathVariables.in(value.textValue()));
            }
        } else if (value.isArray()) {
            value.forEach(element -> read("", element, names));
        } else {
            value.properties().forEach(member -> read(member.getKey(), member.getValue(), names));
        }
    }

    private static void template(String field, JsonNode value, Set<String> names) {
        if (value.isTextual() && field.endsWith(DYNAMIC)) {
            names.addAll(PathVariables.in(value.textValue()));
        } else if (value.isArray()) {
            value.forEach(element -> template("", element, names));
        } else {
            value.properties().forEach(member -> template(member.getKey(), member.getValue(), names));
        }
    }
}
