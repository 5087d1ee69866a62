package dev.stepwell.execution.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.traces.TraceContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Invokes functions as Lambda, its runtime interface emulator and compatible servers take it: {@code POST
 * ENDPOINT/2015-03-31/functions/NAME/invocations}. A function by its own ARN is given the arguments and its answer is the result;
 * {@code lambda:invoke} takes {@code FunctionName}, {@code Payload} and so on, and gives the answer with what was around it.
 */
public final class FunctionConnector implements Connector {
    /** What is read of an answer: Lambda's own limit of 6 MB. */
    private static final int CAP = 6 * 1024 * 1024 + 4_096;

    /** A function runs for at most 15 minutes (Lambda quotas). */
    private static final Duration LONGEST = Duration.ofMinutes(15).plusSeconds(5);

    private final Web web;
    private final Function<Question, Optional<URI>> endpoints;
    private final Function<Question, Optional<TraceContext>> traces;

    /**
     * A connector.
     *
     * @param endpoints where functions of the execution's tenant are invoked; may block
     * @param traces of which trace an execution is a part, if it is traced; may block
     */
    public FunctionConnector(
            Web web, Function<Question, Optional<URI>> endpoints, Function<Question, Optional<TraceContext>> traces) {
        this.web = web;
        this.endpoints = endpoints;
        this.traces = traces;
    }

    /** A connector for executions that are not traced. */
    public FunctionConnector(Web web, Function<Question, Optional<URI>> endpoints) {
        this(web, endpoints, question -> Optional.empty());
    }

    @Override
    public CompletionStage<Result> ask(Question question) {
        return switch (question.invoke().resource()) {
            case TaskResource.Function function -> byArn(question, function);
            case TaskResource.Service service -> byService(question);
            case TaskResource.Activity activity -> throw new IllegalArgumentException("not a function: " + activity);
        };
    }

    private CompletionStage<Result> byArn(Question question, TaskResource.Function function) {
        FunctionName name = FunctionName.of(function.arn(), question.region(), question.account());
        byte[] body = question.invoke().arguments().text().getBytes(StandardCharsets.UTF_8);
        return invoke(question, name, Map.of("X-Amz-Invocation-Type", "RequestResponse"), body, answer -> {
            String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
            return valid(text)
                    .<Result>map(json -> new Result.Succeeded(Payload.of(text)))
                    .orElseGet(() -> new Result.Failed(
                            "Lambda.Unknown", "The function's answer is not JSON: " + shortened(text)));
        });
    }

    private CompletionStage<Result> byService(Question question) {
        JsonNode parameters = question.invoke().arguments().json();
        String given = parameters.path("FunctionName").asText("");
        if (given.isEmpty()) {
            return done(new Result.Failed("States.Runtime", "The field 'FunctionName' is required but was missing."));
        }
        FunctionName function = FunctionName.of(given, question.region(), question.account());
        JsonNode qualifier = parameters.path("Qualifier");
        FunctionName name = qualifier.isTextual() ? function.qualified(qualifier.asText()) : function;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Amz-Invocation-Type", parameters.path("InvocationType").asText("RequestResponse"));
        copy(parameters, "ClientContext", headers, "X-Amz-Client-Context");
        copy(parameters, "LogType", headers, "X-Amz-Log-Type");
        return invoke(question, name, headers, payload(parameters), FunctionConnector::described);
    }

    private CompletionStage<Result> invoke(
            Question question,
            FunctionName name,
            Map<String, String> headers,
            byte[] body,
            Function<Web.Answer, Result> onSuccess) {
        Optional<URI> endpoint = endpoints.apply(question);
        if (endpoint.isEmpty()) {
            return done(new Result.Failed(
                    "Lambda.SdkClientException", "No endpoint is set at which functions of this account are invoked."));
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        traces.apply(question).ifPresent(trace -> {
            long event = question.invoke().task().scheduledEventId();
            all.put("X-Amzn-Trace-Id", trace.xray(event));
            all.put("traceparent", trace.traceparent(event));
        });
        CompletionStage<Web.Answer> asked;
        try {
            asked = web.post(URI.create(base(endpoint.get()) + name.path()), all, body, LONGEST, CAP);
        } catch (RuntimeException e) {
            return done(FunctionErrors.ofTransport(e));
        }
        CompletableFuture<Result> result = new CompletableFuture<>();
        asked.whenComplete((answer, failure) -> result.complete(
                failure == null ? result(name, answer, onSuccess) : FunctionErrors.ofTransport(cause(failure))));
        result.whenComplete((done, failure) -> asked.toCompletableFuture().cancel(true));
        return result;
    }

    private static Result result(FunctionName name, Web.Answer answer, Function<Web.Answer, Result> onSuccess) {
        if (answer.status() / 100 != 2) {
            return FunctionErrors.ofService(name, answer);
        }
        return answer.header("X-Amz-Function-Error").isPresent()
                ? FunctionErrors.ofFunction(new String(answer.body(), StandardCharsets.UTF_8))
                : onSuccess.apply(answer);
    }

    /** The result of lambda:invoke: the answer's payload, parsed, and the answer's metadata. */
    private static Result described(Web.Answer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("ExecutedVersion", answer.header("X-Amz-Executed-Version").orElse("$LATEST"));
        answer.header("X-Amz-Log-Result").ifPresent(log -> result.put("LogResult", log));
        result.set("Payload", valid(text).orElseGet(() -> TextNode.valueOf(text)));
        ObjectNode http = result.putObject("SdkHttpMetadata");
        ObjectNode all = http.putObject("AllHttpHeaders");
        ObjectNode first = http.putObject("HttpHeaders");
        answer.headers().forEach((header, values) -> {
            values.forEach(all.putArray(header)::add);
            first.put(header, values.get(0));
        });
        http.put("HttpStatusCode", answer.status());
        result.putObject("SdkResponseMetadata")
                .put("RequestId", answer.header("x-amzn-RequestId").orElse(""));
        result.put("StatusCode", answer.status());
        return new Result.Succeeded(Payload.of(result));
    }

    /** A text is sent as it is, so that it may hold JSON; every other value is sent as JSON; without one, or null, an empty object. */
    private static byte[] payload(JsonNode parameters) {
        JsonNode payload = parameters.get("Payload");
        String text = payload == null || payload.isNull()
                ? "{}"
                : payload.isTextual() ? payload.asText() : Json.write(payload);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void copy(JsonNode parameters, String member, Map<String, String> headers, String header) {
        JsonNode value = parameters.path(member);
        if (value.isTextual()) {
            headers.put(header, value.asText());
        }
    }

    private static Optional<JsonNode> valid(String text) {
        try {
            return Optional.of(Json.parse(text));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String base(URI endpoint) {
        String text = endpoint.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String shortened(String text) {
        return text.length() <= 1_000 ? text : text.substring(0, 1_000) + "…";
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static CompletionStage<Result> done(Result result) {
        return CompletableFuture.completedStage(result);
    }
}
