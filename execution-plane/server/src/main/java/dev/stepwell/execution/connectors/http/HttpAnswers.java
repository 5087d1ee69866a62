package dev.stepwell.execution.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.connectors.Web;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/** Answers of web services as results of tasks. */
final class HttpAnswers {
    private HttpAnswers() {}

    /** Status, headers and body, JSON where the body is. */
    static Payload result(Web.Answer answer) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ObjectNode headers = result.putObject("Headers");
        Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(answer.headers());
        sorted.forEach((name, values) -> values.forEach(headers.withArray(name)::add));
        result.set("ResponseBody", json(body(answer)));
        result.put("StatusCode", answer.status());
        result.put("StatusText", HttpResponseStatus.valueOf(answer.status()).reasonPhrase());
        return Payload.of(result);
    }

    static String body(Web.Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Whether an answer was more than is read. */
    static boolean isTooLarge(Throwable failure) {
        return cause(failure) instanceof Web.TooLarge;
    }

    /** What went wrong on the way, in words. */
    static String words(Throwable failure) {
        Throwable why = cause(failure);
        return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static JsonNode json(String body) {
        try {
            return Json.parse(body);
        } catch (RuntimeException e) {
            return TextNode.valueOf(body);
        }
    }
}
