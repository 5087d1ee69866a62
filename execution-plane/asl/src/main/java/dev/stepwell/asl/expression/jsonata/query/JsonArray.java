package dev.stepwell.asl.expression.jsonata.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;

/**
 * An array of the data as the library wants to see it. It lives for one evaluation, as the library may add to an array that it groups;
 * then it is no longer what its source says.
 */
final class JsonArray extends ArrayList<Object> implements Values.View {
    private static final long serialVersionUID = 1;

    private final transient ArrayNode source;

    JsonArray(ArrayNode source) {
        super(source.size());
        this.source = source;
        for (JsonNode element : source) {
            add(Values.of(element));
        }
    }

    @Override
    public JsonNode source() {
        return source;
    }

    boolean isAsWritten() {
        return size() == source.size();
    }
}
