package dev.stepwell.gateway.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.gateway.shapes.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

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

    private static final String VALIDATION = "ValidationException";

    /** The errors of each service's model with their statuses, by the package of the contract that has them. */
    private static final Map<String, Map<String, Integer>> MODELS = models(
            dev.stepwell.contracts.sfn.v1.Errors.getDescriptor(), dev.stepwell.contracts.swf.v1.Errors.getDescriptor());

    private AwsErrors() {}

    /** The answer to a fault of the framework: before a service was reached. */
    static Answer framework(Fault fault, String requestId) {
        return answer(FRAMEWORK, fault, FRAMEWORK_STATUS.getOrDefault(fault.error(), BAD_REQUEST), requestId);
    }

    /** The answer to a request that breaks rules of its shape. */
    static Answer shape(String message, String requestId) {
        return answer(SHAPE_CHECK, new Fault(VALIDATION, message), BAD_REQUEST, requestId);
    }

    /**
     * The answer to a fault that a plane gave. What is not in the service's model is the framework's, and a ValidationException that is
     * not (SWF has none of its own) is that of the check of shapes.
     */
    static Answer service(Operation operation, Fault fault, String requestId) {
        Map<String, Integer> model =
                MODELS.getOrDefault(operation.rpc().getFile().getPackage(), Map.of());
        Integer status = model.get(fault.error());
        if (status != null) {
            return answer(operation.service().getErrorNamespace(), fault, status, requestId);
        }
        return fault.error().equals(VALIDATION) ? shape(fault.text(), requestId) : framework(fault, requestId);
    }

    private static Map<String, Map<String, Integer>> models(FileDescriptor... files) {
        return Arrays.stream(files)
                .collect(Collectors.toMap(
                        FileDescriptor::getPackage,
                        file -> file.getMessageTypes().stream()
                                .collect(Collectors.toMap(Descriptor::getName, AwsErrors::status))));
    }

    private static int status(Descriptor error) {
        return error.getOptions().getExtension(Options.error).getHttpStatus();
    }

    private static Answer answer(String namespace, Fault fault, int status, String requestId) {
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
        return new Answer(status, requestId, bytes.toByteArray());
    }
}
