package dev.stepwell.execution.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.execution.connectors.Connector.Result;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** What goes wrong with functions, under the names and in the words of AWS (developer guide, "Handling errors", Lambda). */
final class FunctionErrors {
    private FunctionErrors() {}

    /** The function ran and failed: its own error type is the error, its answer the cause. */
    static Result ofFunction(String body) {
        Optional<String> type =
                json(body).map(answer -> answer.path("errorType").asText(""));
        return type.filter(t -> !t.isEmpty())
                .<Result>map(t -> new Result.Failed(t, body))
                .orElseGet(() -> new Result.Failed(
                        "Lambda.Unknown",
                        "The cause could not be determined because Lambda did not return an error type. Returned payload: "
                                + body));
    }

    /** The service refused the invocation. */
    static Result ofService(FunctionName function, Web.Answer answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        Optional<JsonNode> json = json(body);
        String code = answer.header("x-amzn-ErrorType")
                .or(() -> json.flatMap(FunctionErrors::code))
                .map(FunctionErrors::bare)
                .orElseGet(() -> codeOf(answer.status()));
        String message = code.equals("ResourceNotFoundException")
                ? "Function not found: " + function.qualifiedArn()
                : json.flatMap(FunctionErrors::message).orElse(body.isBlank() ? "null" : body);
        return new Result.Failed(
                "Lambda." + code,
                message + " (Service: AWSLambda; Status Code: " + answer.status() + "; Error Code: " + code
                        + "; Request ID: " + answer.header("x-amzn-RequestId").orElse("null") + "; Proxy: null)");
    }

    /** Nobody answered. */
    static Result ofTransport(Throwable why) {
        if (why instanceof Web.TooLarge) {
            return tooLarge("lambda");
        }
        if (why instanceof Egress.Refused || why instanceof IllegalArgumentException) {
            return new Result.Failed("Lambda.SdkClientException", String.valueOf(why.getMessage()));
        }
        if (why instanceof IOException) {
            String text = why instanceof HttpTimeoutException ? "Read timed out" : String.valueOf(why.getMessage());
            return new Result.Failed(
                    "Lambda.SdkClientException",
                    "Unable to execute HTTP request: "
                            + (text.equals("null") ? why.getClass().getSimpleName() : text));
        }
        return new Result.Failed("Lambda.SdkClientException", "Unable to execute HTTP request: " + why);
    }

    /** The answer is larger than anybody reads. */
    static Result tooLarge(String what) {
        return new Result.Failed(
                "States.DataLimitExceeded",
                "The state/task '" + what
                        + "' returned a result with a size exceeding the maximum number of bytes service limit.");
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(Json.parse(text));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> code(JsonNode body) {
        return Stream.of("__type", "code", "Code")
                .map(name -> body.path(name).asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static Optional<String> message(JsonNode body) {
        return Stream.of("Message", "message", "errorMessage")
                .map(name -> body.path(name).asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** {@code com.amazonaws.lambda#TooManyRequestsException:http://…} without what is around the name. */
    private static String bare(String code) {
        String name = code.substring(code.indexOf('#') + 1);
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static String codeOf(int status) {
        if (status == 404) {
            return "ResourceNotFoundException";
        }
        if (status == 429) {
            return "TooManyRequestsException";
        }
        return status >= 500 ? "ServiceException" : "Unknown";
    }
}
