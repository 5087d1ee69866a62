package dev.stepwell.bench.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/** The one refusal after which the same is asked again, as AWS's clients do by themselves. */
public final class Throttling {
    private static final String NAME = "ThrottlingException";

    private Throttling() {}

    /** Whether it is why something failed, in the words of either door. */
    public static boolean is(Throwable failure) {
        for (@Nullable Throwable why = failure; why != null; why = why.getCause()) {
            boolean said = switch (why) {
                case StatusRuntimeException grpc -> grpc.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED;
                case AwsClient.Refused aws -> aws.body().contains(NAME);
                default -> false;
            };
            if (said) {
                return true;
            }
        }
        return false;
    }

    /** Whether an answer of AWS JSON is what AWS's own looks like. */
    public static boolean isExact(AwsClient.Refused answer) {
        return answer.status() == 400
                && answer.body().contains(NAME + "\"")
                && answer.body().contains("\"message\":\"Rate exceeded\"");
    }
}
