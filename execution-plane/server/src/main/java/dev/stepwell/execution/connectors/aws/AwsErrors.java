package dev.stepwell.execution.connectors.aws;

import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.execution.connectors.Egress;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What goes wrong with services, under the names and in the words of AWS.
 *
 * @param name what the SDK calls the service
 */
record AwsErrors(Integration integration, String name) {
    /** The service refuses. */
    Result refused(AwsServiceException why) {
        AwsErrorDetails details = why.awsErrorDetails();
        String message = String.valueOf(details == null ? why.getMessage() : details.errorMessage());
        String code = details == null ? "null" : details.errorCode();
        String exception = why.getClass().getSimpleName();
        if (integration.bySdk()) {
            String extended =
                    why.extendedRequestId() == null ? "" : ", Extended Request ID: " + why.extendedRequestId();
            return new Result.Failed(
                    name + "." + exception,
                    message + " (Service: " + name + ", Status Code: " + why.statusCode() + ", Request ID: "
                            + why.requestId() + extended + ")");
        }
        boolean unnamed = exception.equals(name + "Exception");
        return new Result.Failed(
                integration.error() + "." + (unnamed ? integration.anyException() : exception),
                message + " (Service: " + integration.legacy() + "; Status Code: " + why.statusCode() + "; Error Code: "
                        + code + "; Request ID: " + why.requestId() + "; Proxy: null)");
    }

    /** Nobody answered, or nobody was asked. */
    Result client(RuntimeException why) {
        Egress.Refused refused = refusal(why);
        String text = String.valueOf(refused == null ? why.getMessage() : refused.getMessage());
        return client(text.replaceFirst(" \\(SDK Attempt Count: \\d+\\)$", ""));
    }

    /** Nobody was asked. */
    Result client(String text) {
        return new Result.Failed((integration.bySdk() ? name : integration.error()) + ".SdkClientException", text);
    }

    private static Egress.@Nullable Refused refusal(Throwable why) {
        for (Throwable each = why; each != null; each = each.getCause()) {
            if (each instanceof Egress.Refused refused) {
                return refused;
            }
        }
        return null;
    }

    /** A parameter is not of the action. */
    static Result unfit(String parameters, Unfit unfit) {
        return new Result.Failed(
                "States.Runtime",
                "The Parameters '" + parameters + "' could not be used to start the Task: [" + unfit.text() + "]");
    }

    /** Nothing is there that could be asked. */
    static Result impossible(String resource, String why) {
        return new Result.Failed("States.TaskFailed", "The resource '" + resource + "' cannot be invoked: " + why);
    }

    /** The answer is larger than a state may hold. */
    static Result tooLarge(String resource) {
        return new Result.Failed(
                "States.DataLimitExceeded",
                "The state/task '" + resource
                        + "' returned a result with a size exceeding the maximum number of bytes service limit.");
    }
}
