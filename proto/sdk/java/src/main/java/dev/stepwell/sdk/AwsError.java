package dev.stepwell.sdk;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal in AWS's words.
 *
 * @param name of the error, such as {@code ExecutionDoesNotExist}
 * @param message what is wrong
 * @param members what else the error's shape has
 */
public record AwsError(String name, String message, Map<String, String> members) {
    private static final String DOMAIN = "stepwell.dev";

    /** What a failed call was refused with; empty when it failed on its way and nobody refused it. */
    public static Optional<AwsError> of(StatusRuntimeException failure) {
        com.google.rpc.Status status = StatusProto.fromThrowable(failure);
        if (status == null) {
            return Optional.empty();
        }
        for (Any detail : status.getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                try {
                    ErrorInfo info = detail.unpack(ErrorInfo.class);
                    if (info.getDomain().equals(DOMAIN)) {
                        return Optional.of(new AwsError(info.getReason(), status.getMessage(), info.getMetadataMap()));
                    }
                } catch (InvalidProtocolBufferException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
