package dev.stepwell.execution.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A body as a form: {@code Transform.RequestBodyEncoding: URL_ENCODED} (developer guide, "Call HTTPS APIs", "Apply URL-encoding on
 * request body"). Objects within objects become {@code a[b]=1}; what becomes of arrays, the format says.
 */
final class FormBody {
    /** How arrays are written: AWS's names. */
    enum ArrayFormat {
        /** {@code a[0]=x&a[1]=y}. */
        INDICES,
        /** {@code a=x&a=y}. */
        REPEAT,
        /** {@code a=x,y}. */
        COMMAS,
        /** {@code a[]=x&a[]=y}. */
        BRACKETS
    }

    private final ArrayFormat format;
    private final List<String> pairs = new ArrayList<>();

    private FormBody(ArrayFormat format) {
        this.format = format;
    }

    /** The form of an object. */
    static String of(JsonNode object, ArrayFormat format) {
        FormBody form = new FormBody(format);
        object.properties().forEach(entry -> form.add(entry.getKey(), entry.getValue()));
        return String.join("&", form.pairs);
    }

    private void add(String name, JsonNode value) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                add(name + "[" + member.getKey() + "]", member.getValue());
            }
        } else if (value.isArray()) {
            addArray(name, value);
        } else {
            pair(name, Pairs.text(value));
        }
    }

    private void addArray(String name, JsonNode values) {
        switch (format) {
            case INDICES -> {
                for (int i = 0; i < values.size(); i++) {
                    add(name + "[" + i + "]", values.get(i));
                }
            }
            case REPEAT -> values.forEach(value -> add(name, value));
            case BRACKETS -> values.forEach(value -> add(name + "[]", value));
            case COMMAS ->
                pair(
                        name,
                        StreamSupport.stream(values.spliterator(), false)
                                .map(Pairs::text)
                                .collect(Collectors.joining(",")));
        }
    }

    private void pair(String name, String value) {
        pairs.add(Pairs.encoded(name) + "=" + Pairs.encoded(value));
    }
}
