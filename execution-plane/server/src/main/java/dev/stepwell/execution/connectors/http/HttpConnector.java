package dev.stepwell.execution.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.ConnectionHolder;
import dev.stepwell.execution.connectors.Connector;
import dev.stepwell.execution.connectors.Egress;
import dev.stepwell.execution.connectors.Web;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * {@code http:invoke}: calls a web service with the credentials of a connection (developer guide, "Call HTTPS APIs"). Secrets come out of
 * the connection on the way out only: no result, error or cause tells one, unless the service itself sends it back.
 */
public final class HttpConnector implements Connector {
    /** A hard limit of AWS's. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** More than any state may hold, so that what is too large fails as such. */
    private static final int CAP = 1024 * 1024;

    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_UNAUTHORIZED = 407;

    private final Web web;
    private final Connections connections;
    private final Grants grants;

    /**
     * A connector.
     *
     * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
     */
    public HttpConnector(Web web, Connections connections, LongSupplier nanoTime) {
        this.web = web;
        this.connections = connections;
        this.grants = new Grants(web, nanoTime);
    }

    @Override
    public CompletionStage<Result> ask(Question question) {
        String arn;
        try {
            arn = connectionOf(question.invoke().arguments().json());
        } catch (IllegalArgumentException e) {
            return failed("States.Runtime", HttpAnswers.words(e));
        }
        Connections.Found found;
        try {
            found = connections.find(question, arn);
        } catch (Fault fault) {
            return failed("States.TaskFailed", "The connection could not be looked up: " + fault.text());
        }
        return switch (found) {
            case Connections.Found.Authorized authorized -> send(question, arn, authorized.holder(), true);
            case Connections.Found.Deauthorized deauthorized ->
                failed(
                        "Events.ConnectionResource.InvalidConnectionState",
                        "The specified connection is in DEAUTHORIZED state.");
            case Connections.Found.Unknown unknown ->
                failed("Events.ConnectionResource.ResourceNotFound", "The specified connection does not exist.");
        };
    }

    private static String connectionOf(JsonNode parameters) {
        JsonNode authentication = parameters.at("/Authentication/ConnectionArn");
        JsonNode invocation = parameters.at("/InvocationConfig/ConnectionArn");
        JsonNode given = authentication.isMissingNode() ? invocation : authentication;
        if (!given.isTextual()) {
            throw new IllegalArgumentException("The field 'ConnectionArn' is required but was missing.");
        }
        return given.asText();
    }

    /** @param again whether a token that is refused may be replaced by another */
    private CompletionStage<Result> send(Question question, String arn, ConnectionHolder connection, boolean again) {
        Grants.Key key = new Grants.Key(question.key().tenant(), arn, connection.getRevision());
        Optional<String> token;
        Web.Letter letter;
        try {
            token = connection.getParameters().hasOauthParameters()
                    ? Optional.of(grants.token(key, connection))
                    : Optional.empty();
            letter = HttpLetters.letter(question.invoke().arguments().json(), question.region(), connection, token);
        } catch (Grants.Refused e) {
            return failed("Events.ConnectionResource.AuthorizationFailed", HttpAnswers.words(e));
        } catch (IllegalArgumentException e) {
            return failed("States.Runtime", HttpAnswers.words(e));
        }
        CompletionStage<Web.Answer> asked;
        try {
            asked = web.send(letter, LONGEST, CAP);
        } catch (Egress.Refused e) {
            return failed("States.Http.Socket", HttpAnswers.words(e));
        } catch (IllegalArgumentException e) {
            return failed("States.Runtime", "The request has a header that cannot be sent."); // which may be a secret
        }
        CompletableFuture<Result> result = new CompletableFuture<>();
        asked.whenComplete((answer, failure) -> {
            boolean refused =
                    failure == null && (answer.status() == UNAUTHORIZED || answer.status() == PROXY_UNAUTHORIZED);
            if (refused && again && token.isPresent()) {
                grants.drop(key, token.get());
                send(question, arn, connection, false).whenComplete((second, why) -> {
                    var unused = why == null ? result.complete(second) : result.completeExceptionally(why);
                });
            } else {
                result.complete(failure == null ? result(answer) : result(failure));
            }
        });
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
                : new Result.Failed(
                        "States.Http.StatusCode." + answer.status(),
                        HttpAnswers.result(answer).text());
    }

    private static Result result(Throwable failure) {
        String words = HttpAnswers.words(failure);
        return HttpAnswers.isTooLarge(failure)
                ? new Result.Failed("States.DataLimitExceeded", "The response of the HTTP endpoint is too large.")
                : new Result.Failed("States.Http.Socket", "The HTTP endpoint could not be asked: " + words);
    }

    private static CompletionStage<Result> failed(String error, String cause) {
        return CompletableFuture.completedStage(new Result.Failed(error, cause));
    }
}
