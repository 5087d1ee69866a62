package dev.stepwell.contracts.wire;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.stepwell.contracts.calling.Fault;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.StatusProto;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link Fault} as a gRPC status and back. The error's name is the {@code reason} of a {@code google.rpc.ErrorInfo}, the further
 * members of its shape are its metadata; the code is only a rough sorting for clients that look at nothing else.
 */
public final class FaultStatus {
    /** The {@code domain} of our ErrorInfo. */
    public static final String DOMAIN = "stepwell.dev";

    /** Our own defect; the cause is in the log under the request id. */
    public static final String INTERNAL = "InternalFailure";

    /** Nobody can do it now; asking again helps. */
    public static final String UNAVAILABLE = "ServiceUnavailable";

    /** The service has no such action, or this node does not do it yet. */
    public static final String UNKNOWN_OPERATION = "UnknownOperationException";

    /** Too much was asked at once; asking again later helps. */
    public static final String THROTTLED = "ThrottlingException";

    /** What a text may have for clients of the world, which read trailers of 8 KiB: it travels twice, and escaped. */
    public static final int PUBLIC_TEXT = 1_000;

    /** What a text may have between planes. */
    static final int PLANE_TEXT = 128 * 1024;

    /** The trailers that hold a text of {@link #PLANE_TEXT}. */
    static final int PLANE_TRAILER_BYTES = 8 * PLANE_TEXT;

    /** What clients' retries obey (gRPC's A6). */
    private static final Metadata.Key<String> PUSHBACK =
            Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

    /** Where gRPC's clients look for a {@code google.rpc.Status}. */
    private static final Metadata.Key<com.google.rpc.Status> DETAILS = Metadata.Key.of(
            "grpc-status-details-bin", ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));

    private static final String THROTTLED_MILLIS = "250";

    private static final Map<String, Code> EXACT = Map.ofEntries(
            Map.entry(INTERNAL, Code.INTERNAL),
            Map.entry(UNAVAILABLE, Code.UNAVAILABLE),
            Map.entry(THROTTLED, Code.RESOURCE_EXHAUSTED),
            Map.entry("KmsThrottlingException", Code.RESOURCE_EXHAUSTED),
            Map.entry("TooManyTags", Code.RESOURCE_EXHAUSTED),
            Map.entry("TooManyTagsFault", Code.RESOURCE_EXHAUSTED),
            Map.entry("LimitExceededFault", Code.RESOURCE_EXHAUSTED),
            Map.entry("UnknownResourceFault", Code.NOT_FOUND),
            Map.entry("OperationNotPermittedFault", Code.PERMISSION_DENIED),
            Map.entry("WorkflowExecutionAlreadyStartedFault", Code.ALREADY_EXISTS),
            Map.entry("ServiceQuotaExceededException", Code.RESOURCE_EXHAUSTED),
            Map.entry("RequestEntityTooLargeException", Code.RESOURCE_EXHAUSTED),
            Map.entry("ResourceNotFound", Code.NOT_FOUND),
            Map.entry(UNKNOWN_OPERATION, Code.UNIMPLEMENTED),
            Map.entry("AccessDeniedException", Code.PERMISSION_DENIED),
            Map.entry("KmsAccessDeniedException", Code.PERMISSION_DENIED),
            Map.entry("UnrecognizedClientException", Code.UNAUTHENTICATED),
            Map.entry("MissingAuthenticationTokenException", Code.UNAUTHENTICATED),
            Map.entry("ConflictException", Code.ABORTED),
            Map.entry("ValidationException", Code.INVALID_ARGUMENT),
            Map.entry("SerializationException", Code.INVALID_ARGUMENT),
            Map.entry("MissingRequiredParameter", Code.INVALID_ARGUMENT));

    private FaultStatus() {}

    /** The status that says this fault, its text cut to so many UTF-16 units. */
    public static StatusRuntimeException of(Fault fault, int maxText) {
        ErrorInfo info = ErrorInfo.newBuilder()
                .setReason(fault.error())
                .setDomain(DOMAIN)
                .putAllMetadata(fault.members())
                .build();
        com.google.rpc.Status status = com.google.rpc.Status.newBuilder()
                .setCode(code(fault.error()).value())
                .setMessage(cut(fault.text(), maxText))
                .addDetails(Any.pack(info))
                .build();
        Metadata trailers = code(fault.error()) == Code.RESOURCE_EXHAUSTED ? pushback(fault) : new Metadata();
        trailers.put(DETAILS, status);
        return new Told(code(fault.error()).toStatus().withDescription(status.getMessage()), trailers);
    }

    /** A status that is an answer, not a defect: it carries no stack trace, of which a flood of refusals would cost as much as all the rest. */
    private static final class Told extends StatusRuntimeException {
        private static final long serialVersionUID = 1;

        Told(Status status, Metadata trailers) {
            super(status, trailers);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** When to ask again: after a while when it was throttled, never when something is full. */
    private static Metadata pushback(Fault fault) {
        Metadata hints = new Metadata();
        hints.put(PUSHBACK, fault.error().equals(THROTTLED) ? THROTTLED_MILLIS : "-1");
        return hints;
    }

    /** The fault that a status says; a status of another making is a failure of the call, never of the request. */
    public static Fault from(StatusRuntimeException status) {
        return info(status)
                .map(info -> new Fault(info.getReason(), text(status), info.getMetadataMap()))
                .orElseGet(() -> switch (status.getStatus().getCode()) {
                    case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, RESOURCE_EXHAUSTED ->
                        new Fault(UNAVAILABLE, "The service cannot answer now. Try again.");
                    case UNIMPLEMENTED -> new Fault(UNKNOWN_OPERATION, "This server does not know the action.");
                    default -> new Fault(INTERNAL, "The request could not be done because of an internal failure.");
                });
    }

    /** Whether nothing came back: the status is not the plane's own word but the connection's. */
    static boolean isSilence(StatusRuntimeException status) {
        return switch (status.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> info(status).isEmpty();
            default -> false;
        };
    }

    private static Optional<ErrorInfo> info(StatusRuntimeException status) {
        com.google.rpc.Status said = StatusProto.fromThrowable(status);
        if (said != null) {
            for (Any detail : said.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    try {
                        return Optional.of(detail.unpack(ErrorInfo.class))
                                .filter(info -> info.getDomain().equals(DOMAIN));
                    } catch (InvalidProtocolBufferException e) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Code code(String error) {
        Code exact = EXACT.get(error);
        if (exact != null) {
            return exact;
        }
        if (error.endsWith("DoesNotExist")) {
            return Code.NOT_FOUND;
        }
        if (error.endsWith("AlreadyExists") || error.endsWith("AlreadyExistsFault")) {
            return Code.ALREADY_EXISTS;
        }
        if (error.endsWith("LimitExceeded")) {
            return Code.RESOURCE_EXHAUSTED;
        }
        return error.startsWith("Invalid") ? Code.INVALID_ARGUMENT : Code.FAILED_PRECONDITION;
    }

    private static String text(StatusRuntimeException status) {
        String description = status.getStatus().getDescription();
        return description == null ? "" : description;
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "…";
    }
}
