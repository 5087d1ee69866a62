package dev.stepwell.execution.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.execution.connectors.Web;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests of {@code apigateway:invoke}, out of its parameters. */
final class ApiLetters {
    private ApiLetters() {}

    /** What is sent; throws IllegalArgumentException when that makes no address. */
    static Web.Letter letter(JsonNode parameters, Optional<URI> endpoint) {
        JsonNode body = parameters.path("RequestBody");
        boolean sent = !body.isMissingNode()
                && !(body.isNull() && !parameters.path("AllowNullValues").asBoolean());
        Map<String, List<String>> headers = Pairs.of(parameters.path("Headers"));
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
        return URI.create(Pairs.query(address.toString(), Pairs.of(parameters.path("QueryParameters"))));
    }
}
