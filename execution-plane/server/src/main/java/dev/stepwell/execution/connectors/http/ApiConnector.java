package dev.stepwell.execution.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.execution.connectors.Connector;
import dev.stepwell.execution.connectors.Egress;
import dev.stepwell.execution.connectors.Web;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
        asked.whenComplete((answer, failure) -> result.complete(
                failure == null
                        ? result(answer)
                        : unreachable("Unable to execute HTTP request: " + HttpAnswers.words(failure))));
        result.whenComplete((answer, failure) -> {
            if (result.isCancelled()) {
                asked.toCompletableFuture().cancel(true);
            }
        });
        return result;
    }

    private static Result result(Web.Answer answer) {
        return answer.status() / 100 == 2
                ? new Result.Succeeded(HttpAnswers.result(answer))
                : new Result.Failed("ApiGateway." + answer.status(), HttpAnswers.body(answer));
    }

    private static Result unreachable(String why) {
        return new Result.Failed("ApiGateway.SdkClientException", why);
    }

    private static CompletionStage<Result> done(Result result) {
        return CompletableFuture.completedStage(result);
    }
}
