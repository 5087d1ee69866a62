package dev.stepwell.gateway.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.gateway.idempotency.IdempotencyDesk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * Faults as REST spells them: RFC 9457, with AWS's name of the error beside. AWS answers nearly all of them with 400; here the status
 * says what kind of fault it is.
 */
final class RestErrors {
    static final String CONTENT_TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();

    private static final Map<String, Integer> EXACT = Map.ofEntries(
            Map.entry(FaultStatus.INTERNAL, 500),
            Map.entry(FaultStatus.UNAVAILABLE, 503),
            Map.entry(FaultStatus.UNKNOWN_OPERATION, 501),
            Map.entry("ThrottlingException", 429),
            Map.entry("KmsThrottlingException", 429),
            Map.entry("ResourceNotFound", 404),
            Map.entry("NotFound", 404),
            Map.entry("ResourceNotFoundException", 404),
            Map.entry("ResourceAlreadyExistsException", 409),
            Map.entry("ConcurrentModificationException", 409),
            Map.entry("InternalException", 500),
            Map.entry("MethodNotAllowed", 405),
            Map.entry("AccessDeniedException", 403),
            Map.entry("KmsAccessDeniedException", 403),
            Map.entry("UnrecognizedClientException", 401),
            Map.entry("MissingAuthenticationTokenException", 401),
            Map.entry("ConflictException", 409),
            Map.entry("StateMachineDeleting", 409),
            Map.entry("ExecutionNotRedrivable", 409),
            Map.entry("UnknownResourceFault", 404),
            Map.entry("OperationNotPermittedFault", 403),
            Map.entry("DomainDeprecatedFault", 409),
            Map.entry("TypeDeprecatedFault", 409),
            Map.entry("TypeNotDeprecatedFault", 409),
            Map.entry("WorkflowExecutionAlreadyStartedFault", 409),
            Map.entry(Precondition.FAILED, 412),
            Map.entry("IdempotencyKeyReused", 422),
            Map.entry(IdempotencyDesk.IN_USE, 409),
            Map.entry("IdempotentAnswerNotKept", 409),
            Map.entry("RequestEntityTooLargeException", 413));

    private RestErrors() {}

    /** The answer to a fault. */
    static RestAnswer.Whole answer(Fault fault, String requestId) {
        int status = status(fault.error());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("type", "urn:stepwell:error:" + fault.error());
            out.writeStringField("title", title(fault.error()));
            out.writeNumberField("status", status);
            out.writeStringField("detail", fault.text());
            out.writeStringField("error", fault.error());
            out.writeStringField("requestId", requestId);
            for (Map.Entry<String, String> member : fault.members().entrySet()) {
                out.writeStringField(member.getKey(), member.getValue());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be written", e);
        }
        return new RestAnswer.Whole(status, CONTENT_TYPE, bytes.toByteArray(), Map.of());
    }

    private static int status(String error) {
        Integer exact = EXACT.get(error);
        if (exact != null) {
            return exact;
        }
        if (error.endsWith("DoesNotExist")) {
            return 404;
        }
        return error.endsWith("AlreadyExists") || error.endsWith("AlreadyExistsFault") ? 409 : 400;
    }

    /** {@code StateMachineDoesNotExist} becomes {@code State machine does not exist}. */
    static String title(String error) {
        StringBuilder title = new StringBuilder();
        String name = error.replaceFirst("(Exception|Fault)$", "");
        for (String word : name.split("(?<=[a-z])(?=[A-Z])")) {
            title.append(title.isEmpty() ? word : " " + word.toLowerCase(Locale.ROOT));
        }
        return title.toString();
    }
}
