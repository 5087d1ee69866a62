package dev.stepwell.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.stepwell.gateway.conditions.Conditions;
import dev.stepwell.gateway.idempotency.IdempotencyKey;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the OpenAPI document says of headers, and of the statuses that come of them: tags, conditions, idempotency keys.
 *
 * @param out where it is written to
 */
record OpenApiHeaders(JsonGenerator out) {
    private static final String ETAG = "ETag";

    /** The headers that a request may have, in the array of its parameters. */
    void parameters(Route route) throws IOException {
        if (Conditions.isRead(route.operation())) {
            parameter("If-None-Match", "Tags of which the client has what they stand for", "");
        }
        if (Conditions.isChange(route.operation())) {
            parameter("If-Match", "It is done only if the resource has one of these tags; *: if there is any", "");
        }
        if (Once.takesKey(route)) {
            parameter(
                    IdempotencyKey.HEADER,
                    "Sent again within 24 hours, the request is answered as it was, and not done again",
                    "^[!-~]{1,255}$");
        }
    }

    private void parameter(String name, String description, String pattern) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", name);
        out.writeStringField("in", "header");
        out.writeBooleanField("required", false);
        out.writeStringField("description", description);
        schema(pattern);
        out.writeEndObject();
    }

    private void schema(String pattern) throws IOException {
        out.writeObjectFieldStart("schema");
        out.writeStringField("type", "string");
        if (!pattern.isEmpty()) {
            out.writeStringField("pattern", pattern);
        }
        out.writeEndObject();
    }

    /** The headers of the answer to what was done. */
    void headers(Route route) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        if (Conditions.isRead(route.operation())) {
            headers.put(ETAG, "How the resource stands; not where the question leaves something out");
        }
        if (Once.takesKey(route)) {
            headers.put(Once.REPLAYED, "true where the request was done before");
        }
        if (!headers.isEmpty()) {
            write(headers);
        }
    }

    private void write(Map<String, String> headers) throws IOException {
        out.writeObjectFieldStart("headers");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            out.writeObjectFieldStart(header.getKey());
            out.writeStringField("description", header.getValue());
            schema("");
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    /** The answers that come of a request's headers alone. */
    void responses(Route route) throws IOException {
        if (Conditions.isRead(route.operation())) {
            out.writeObjectFieldStart("304");
            out.writeStringField("description", "The client has it");
            write(Map.of(ETAG, "How the resource stands"));
            out.writeEndObject();
        }
        if (Conditions.isChange(route.operation())) {
            problem("412", "PreconditionFailed: the resource has another tag, or is not there; nothing was done");
        }
        if (Once.takesKey(route)) {
            problem(
                    "409",
                    "IdempotencyKeyInUse: the request is still being done, Retry-After says when to ask again;"
                            + " IdempotentAnswerNotKept: it was done, and its answer cannot be told again; or what the action itself conflicts with");
            problem("422", "IdempotencyKeyReused: the key is another request's");
        }
    }

    private void problem(String status, String description) throws IOException {
        out.writeObjectFieldStart(status);
        out.writeStringField("description", description);
        out.writeObjectFieldStart("content");
        out.writeObjectFieldStart(RestErrors.CONTENT_TYPE);
        out.writeObjectFieldStart("schema");
        out.writeStringField("$ref", "#/components/schemas/Problem");
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }
}
