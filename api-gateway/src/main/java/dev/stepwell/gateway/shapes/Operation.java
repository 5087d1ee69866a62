package dev.stepwell.gateway.shapes;

import com.google.protobuf.Descriptors;
import com.google.protobuf.Message;
import dev.stepwell.contracts.options.v1.ActionRule;
import dev.stepwell.contracts.options.v1.ServiceRule;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Objects;

/**
 * One action of a service.
 *
 * @param name its name in AWS's service model
 * @param service how its service is spelled
 * @param rule who does it, and how
 * @param input the shape of its request
 * @param output the shape of its answer
 * @param request any request, to parse others with
 * @param answer any answer, to parse others with
 * @param method its method in gRPC
 */
public record Operation(
        String name,
        ServiceRule service,
        ActionRule rule,
        Shape input,
        Shape output,
        Message request,
        Message answer,
        MethodDescriptor<Message, Message> method) {
    /** Whether it answers again and again. */
    public boolean isStream() {
        return method.getType() == MethodDescriptor.MethodType.SERVER_STREAMING;
    }

    /** Its name in the table of the plane that does it. */
    public String action() {
        return service.getActionPrefix() + name;
    }

    /** Its method as the contract describes it. */
    public Descriptors.MethodDescriptor rpc() {
        return ((ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
                .getMethodDescriptor();
    }
}
