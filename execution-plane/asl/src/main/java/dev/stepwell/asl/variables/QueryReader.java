package dev.stepwell.asl.variables;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.jsonata.QueryVariables;
import java.util.Set;

/** JSONata: an expression may stand wherever a value may. */
final class QueryReader implements VariableReferences.Reader {
    private static final String COMMENT = "Comment";

    @Override
    public void read(String field, JsonNode value, Set<String> names) {
        if (!field.equals(COMMENT)) {
            value(value, names);
        }
    }

    private static void value(JsonNode value, Set<String> names) {
        names.addAll(QueryVariables.in(value));
        value.forEach(element -> value(element, names));
    }
}
