package dev.stepwell.execution.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.connectors.Connector;
import dev.stepwell.execution.connectors.Egress;
import dev.stepwell.execution.connectors.Web;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** {@code apigateway:invoke}: calls an API by its host, stage and path, and shows its answer (developer guide, "API Gateway"). */
public final class ApiConnector implements Connector {
    /** API Gateway answers within 29 seconds, or longer where somebody has had that raised. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** API Gateway's own limit of 10 MB. */
    private static final int CAP = 10 * 1024 * 1024;

    private final Web web;
    private final Optional<URI> endpoint;

    /**
     * A connector.
     *
     * @param endpoint where all APIs are found, when that is not the host that the task names
     */
    public ApiConnector(Web web, Optional<URI> endpoint) {
        this.web = web;
        this.endpoint = endpoint;
    }

    @Override
    public CompletionStage<Result> ask(Question question) {
        JsonNode parameters = question.invoke().arguments().json();
        for (String required : new String[] {"ApiEndpoint", "Method"}) {
            if (!parameters.path(required).isTextual()) {
                return done(new Result.Failed(
                        "States.Runtime", "The field '" + required + "' is required but was missing."));
            }
        }
        CompletionStage<Web.Answer> asked;
        try {
            asked = web.send(ApiLetters.letter(parameters, endpoint), LONGEST, CAP);
        } catch (Egress.Refused | IllegalArgumentException e) {
            return done(unreachable(String.valueOf(e.getMessage())));
        }
        CompletableFuture<Result> result = new CompletableFuture<>();
        asked.whenComplete((answer, failure) ->
                result.complete(failure == null ? result(answer) : unreachable(words(cause(failure)))));
        result.whenComplete((answer, failure) -> {
            if (result.isCancelled()) {
                asked.toCompletableFuture().cancel(true);
            }
        });
        return result;
    }

    private static Result result(Web.Answer answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() / 100 != 2) {
            return new Result.Failed("ApiGateway." + answer.status(), body);
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ObjectNode headers = result.putObject("Headers");
        Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(answer.headers());
        sorted.forEach((name, values) -> values.forEach(headers.withArray(name)::add));
        result.set("ResponseBody", json(body));
        result.put("StatusCode", answer.status());
        result.put("StatusText", ApiLetters.reason(answer.status()));
        return new Result.Succeeded(Payload.of(result));
    }

    private static JsonNode json(String body) {
        try {
            return Json.parse(body);
        } catch (RuntimeException e) {
            return TextNode.valueOf(body);
        }
    }

    private static Result unreachable(String why) {
        return new Result.Failed("ApiGateway.SdkClientException", why);
    }

    private static String words(Throwable why) {
        String text = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return "Unable to execute HTTP request: " + text;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static CompletionStage<Result> done(Result result) {
        return CompletableFuture.completedStage(result);
    }
}
