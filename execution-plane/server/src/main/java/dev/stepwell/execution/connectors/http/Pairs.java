package dev.stepwell.execution.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names with values, as headers and queries have them, out of JSON objects whose values are texts or lists of texts. */
final class Pairs {
    private Pairs() {}

    static Map<String, List<String>> of(JsonNode given) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        given.properties().forEach(entry -> {
            List<String> values = new ArrayList<>();
            if (entry.getValue().isArray()) {
                entry.getValue().forEach(value -> values.add(text(value)));
            } else {
                values.add(text(entry.getValue()));
            }
            all.put(entry.getKey(), values);
        });
        return all;
    }

    /** Gives a name one value, in place of those it had; header names are the same in any case of letters. */
    static void replace(Map<String, List<String>> all, String name, String value) {
        all.keySet().removeIf(name::equalsIgnoreCase);
        all.put(name, List.of(value));
    }

    /** An address with these behind it, after the ones that it has. */
    static String query(String address, Map<String, List<String>> parameters) {
        StringBuilder whole = new StringBuilder(address);
        char between = address.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, List<String>> each : parameters.entrySet()) {
            for (String value : each.getValue()) {
                whole.append(between).append(encoded(each.getKey())).append('=').append(encoded(value));
                between = '&';
            }
        }
        return whole.toString();
    }

    /** A value as text: a text itself, anything else as JSON. */
    static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : Json.write(value);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
