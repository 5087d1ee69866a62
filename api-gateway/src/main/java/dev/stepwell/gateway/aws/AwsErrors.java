package dev.stepwell.gateway.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Descriptors.Descriptor;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.contracts.sfn.v1.Errors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Faults as AWS JSON spells them: {@code {"__type": "namespace#Name", "message": "…"}}. Clients match on what follows the {@code #};
 * what stands before it tells who refused: the service, the framework, or its check of shapes.
 */
final class AwsErrors {
    /** Where the framework's own errors come from. */
    static final String FRAMEWORK = "com.amazon.coral.service";

    /** Where ValidationException of the shape check comes from. */
    static final String SHAPE_CHECK = "com.amazon.coral.validate";

    private static final int BAD_REQUEST = 400;
    private static final JsonFactory JSON = new JsonFactory();

    /** The errors of the framework that are not 400. AWS JSON answers failed authentication with 400 as well. */
    private static final Map<String, Integer> FRAMEWORK_STATUS = Map.of(
            "RequestEntityTooLargeException", 413,
            "InternalFailure", 500,
            "ServiceUnavailable", 503);

    /** The errors of the service model, with their statuses. */
    private static final Map<String, Integer> MODEL_STATUS = new HashMap<>();

    static {
        for (Descriptor error : Errors.getDescriptor().getMessageTypes()) {
            MODEL_STATUS.put(
                    error.getName(),
                    error.getOptions().getExtension(Options.error).getHttpStatus());
        }
    }

    private AwsErrors() {}

    /** The answer to a fault of the framework: before a service was reached. */
    static Answer framework(Fault fault, String requestId) {
        return answer(FRAMEWORK, fault, requestId);
    }

    /** The answer to a request that breaks rules of its shape. */
    static Answer shape(String message, String requestId) {
        return answer(SHAPE_CHECK, new Fault("ValidationException", message), requestId);
    }

    /** The answer to a fault that a plane gave; what is not in the service's model is the framework's. */
    static Answer service(String namespace, Fault fault, String requestId) {
        return answer(MODEL_STATUS.containsKey(fault.error()) ? namespace : FRAMEWORK, fault, requestId);
    }

    private static Answer answer(String namespace, Fault fault, String requestId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("__type", namespace + "#" + fault.error());
            out.writeStringField("message", fault.text());
            for (Map.Entry<String, String> member : fault.members().entrySet()) {
                out.writeStringField(member.getKey(), member.getValue());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be written", e);
        }
        return new Answer(status(fault.error()), requestId, bytes.toByteArray());
    }

    private static int status(String error) {
        Integer framework = FRAMEWORK_STATUS.get(error);
        return framework != null ? framework : MODEL_STATUS.getOrDefault(error, BAD_REQUEST);
    }
}
