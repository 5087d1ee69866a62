package dev.stepwell.execution.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.contracts.events.v1.ConnectionHttpParameters;
import dev.stepwell.contracts.internal.v1.ConnectionHolder;
import dev.stepwell.execution.connectors.Web;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The requests of {@code http:invoke}, out of a task's parameters and its connection, which has the last word (developer guide, "Call HTTPS
 * APIs"). What makes no request throws IllegalArgumentException.
 */
final class HttpLetters {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD");

    /** What belongs to the connection between the two ends, or says whom the request is for, is no task's business. */
    private static final Set<String> NOT_A_TASKS =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade", "te", "trailer");

    private HttpLetters() {}

    /**
     * A request.
     *
     * @param region of the execution, told to the service
     * @param token what an exchange of client credentials gave
     */
    static Web.Letter letter(JsonNode parameters, String region, ConnectionHolder connection, Optional<String> token) {
        String method = required(parameters, "Method").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("The value '" + method + "' of 'Method' is not supported.");
        }
        ConnectionHttpParameters added = connection.getParameters().getInvocationHttpParameters();
        Map<String, List<String>> headers = headers(parameters, region);
        Optional<byte[]> body = body(parameters, headers, added);
        added.getHeaderParametersList().forEach(header -> Pairs.replace(headers, header.getKey(), header.getValue()));
        authorize(headers, connection, token);
        byte[] bytes = body.orElseGet(() -> new byte[0]);
        return new Web.Letter(method, address(parameters, added), headers, bytes);
    }

    /** A parameter that must be there, as text. */
    static String required(JsonNode parameters, String name) {
        JsonNode value = parameters.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("The field '" + name + "' is required but was missing.");
        }
        return value.asText();
    }

    /** Nothing of what the connection adds may stand in a complaint, so the task's own part is looked at before. */
    private static URI address(JsonNode parameters, ConnectionHttpParameters added) {
        String endpoint = required(parameters, "ApiEndpoint");
        if (!isAddress(endpoint)) {
            throw new IllegalArgumentException("The value of 'ApiEndpoint' is not a valid URL.");
        }
        Map<String, List<String>> query = Pairs.of(parameters.path("QueryParameters"));
        added.getQueryStringParametersList().forEach(one -> query.put(one.getKey(), List.of(one.getValue())));
        int fragment = endpoint.indexOf('#');
        return URI.create(Pairs.query(fragment < 0 ? endpoint : endpoint.substring(0, fragment), query));
    }

    private static boolean isAddress(String endpoint) {
        try {
            URI given = URI.create(endpoint);
            return given.getHost() != null && given.getRawUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<String, List<String>> headers(JsonNode parameters, String region) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("User-Agent", List.of("Amazon|StepFunctions|HttpInvoke|" + region));
        headers.put("Range", List.of("bytes=0-262144"));
        Pairs.of(parameters.path("Headers")).forEach((name, values) -> {
            if (NOT_A_TASKS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("The header '" + name + "' cannot be set by a task.");
            }
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, values);
        });
        return headers;
    }

    /** What is sent, and its type among the headers. */
    private static Optional<byte[]> body(
            JsonNode parameters, Map<String, List<String>> headers, ConnectionHttpParameters added) {
        JsonNode given = parameters.path("RequestBody");
        boolean adds = added.getBodyParametersCount() > 0;
        if (given.isMissingNode() && !adds) {
            return Optional.empty();
        }
        JsonNode body = adds ? withParameters(given, added) : given;
        boolean form = isForm(parameters);
        if (headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            headers.put("Content-Type", List.of(form ? "application/x-www-form-urlencoded" : "application/json"));
        }
        String text = form && body.isObject() ? FormBody.of(body, arrays(parameters)) : Pairs.text(body);
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode withParameters(JsonNode given, ConnectionHttpParameters added) {
        if (!given.isMissingNode() && !given.isObject()) {
            throw new IllegalArgumentException(
                    "The connection adds to 'RequestBody', which has to be an object for that.");
        }
        ObjectNode body = given.isObject() ? given.deepCopy() : JsonNodeFactory.instance.objectNode();
        added.getBodyParametersList().forEach(one -> body.put(one.getKey(), one.getValue()));
        return body;
    }

    private static boolean isForm(JsonNode parameters) {
        String encoding = parameters.at("/Transform/RequestBodyEncoding").asText("NONE");
        if (!encoding.equals("NONE") && !encoding.equals("URL_ENCODED")) {
            throw new IllegalArgumentException(
                    "The value '" + encoding + "' of 'RequestBodyEncoding' is not supported.");
        }
        return encoding.equals("URL_ENCODED")
                && arrayFormat(parameters).filter("NONE"::equals).isEmpty();
    }

    private static FormBody.ArrayFormat arrays(JsonNode parameters) {
        String format =
                arrayFormat(parameters).filter(name -> !name.equals("DEFAULT")).orElse("INDICES");
        return Arrays.stream(FormBody.ArrayFormat.values())
                .filter(known -> known.name().equals(format))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("The value '" + format + "' of 'ArrayFormat' is not supported."));
    }

    private static Optional<String> arrayFormat(JsonNode parameters) {
        JsonNode format = parameters.at("/Transform/RequestEncodingOptions/ArrayFormat");
        return format.isTextual() ? Optional.of(format.asText()) : Optional.empty();
    }

    private static void authorize(
            Map<String, List<String>> headers, ConnectionHolder connection, Optional<String> token) {
        var parameters = connection.getParameters();
        switch (connection.getAuthorizationType()) {
            case "BASIC" -> {
                var basic = parameters.getBasicAuthParameters();
                String both = basic.getUsername() + ":" + basic.getPassword();
                Pairs.replace(
                        headers,
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
            }
            case "API_KEY" -> {
                var key = parameters.getApiKeyAuthParameters();
                Pairs.replace(headers, key.getApiKeyName(), key.getApiKeyValue());
            }
            default -> token.ifPresent(bearer -> Pairs.replace(headers, "Authorization", "Bearer " + bearer));
        }
    }
}
