package dev.stepwell.execution.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.execution.connectors.Web;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests of {@code apigateway:invoke}, out of its parameters. */
final class ApiLetters {
    private static final Map<Integer, String> REASONS = Map.of(
            200, "OK",
            201, "Created",
            202, "Accepted",
            203, "Non-Authoritative Information",
            204, "No Content",
            205, "Reset Content",
            206, "Partial Content");

    private ApiLetters() {}

    /** What is sent; throws IllegalArgumentException when that makes no address. */
    static Web.Letter letter(JsonNode parameters, Optional<URI> endpoint) {
        JsonNode body = parameters.path("RequestBody");
        boolean sent = !body.isMissingNode()
                && !(body.isNull() && !parameters.path("AllowNullValues").asBoolean());
        Map<String, List<String>> headers = texts(parameters.path("Headers"));
        if (sent && headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            headers.put("Content-Type", List.of("application/json"));
        }
        byte[] bytes = sent ? Json.write(body).getBytes(StandardCharsets.UTF_8) : new byte[0];
        return new Web.Letter(parameters.path("Method").asText(), address(parameters, endpoint), headers, bytes);
    }

    private static URI address(JsonNode parameters, Optional<URI> endpoint) {
        String base = endpoint.map(URI::toString)
                .orElseGet(() -> "https://" + parameters.path("ApiEndpoint").asText());
        StringBuilder address = new StringBuilder(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
        for (String part : new String[] {"Stage", "Path"}) {
            String text = parameters.path(part).asText("");
            if (!text.isEmpty()) {
                address.append(text.startsWith("/") ? "" : "/").append(text.replace(" ", "%20"));
            }
        }
        char between = '?';
        for (Map.Entry<String, List<String>> each :
                texts(parameters.path("QueryParameters")).entrySet()) {
            for (String value : each.getValue()) {
                address.append(between)
                        .append(encoded(each.getKey()))
                        .append('=')
                        .append(encoded(value));
                between = '&';
            }
        }
        return URI.create(address.toString());
    }

    private static Map<String, List<String>> texts(JsonNode given) {
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

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : Json.write(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What a status is called. */
    static String reason(int status) {
        return REASONS.getOrDefault(status, "");
    }
}
