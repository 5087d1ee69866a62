package dev.stepwell.gateway.shapes;

import com.google.protobuf.Descriptors;
import com.google.protobuf.Message;
import dev.stepwell.contracts.events.v1.EventBridgeGrpc;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.contracts.options.v1.ServiceRule;
import dev.stepwell.contracts.platform.v1.AuditsGrpc;
import dev.stepwell.contracts.platform.v1.AwsServicesGrpc;
import dev.stepwell.contracts.platform.v1.BulkOperationsGrpc;
import dev.stepwell.contracts.platform.v1.KeysGrpc;
import dev.stepwell.contracts.platform.v1.MockProfilesGrpc;
import dev.stepwell.contracts.platform.v1.ObjectsGrpc;
import dev.stepwell.contracts.platform.v1.ObservationGrpc;
import dev.stepwell.contracts.platform.v1.SchedulesGrpc;
import dev.stepwell.contracts.platform.v1.SearchAttributesGrpc;
import dev.stepwell.contracts.platform.v1.SessionsGrpc;
import dev.stepwell.contracts.platform.v1.SteeringGrpc;
import dev.stepwell.contracts.platform.v1.TenantsGrpc;
import dev.stepwell.contracts.platform.v1.WebhooksGrpc;
import dev.stepwell.contracts.scheduler.v1.SchedulerGrpc;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc;
import dev.stepwell.contracts.swf.v1.SimpleWorkflowGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Everything that clients may ask for: the operations of all public services. Made once, at start. */
public final class Services {
    private final List<ServiceDescriptor> services;
    private final Map<String, Operation> byTarget = new HashMap<>();
    private final List<Operation> all = new ArrayList<>();

    private Services(List<ServiceDescriptor> services) {
        this.services = List.copyOf(services);
        Shapes shapes = new Shapes();
        for (ServiceDescriptor service : services) {
            service.getMethods().forEach(method -> add(method, shapes));
        }
    }

    /** The public services of the contract. */
    public static Services ofTheContract() {
        return new Services(List.of(
                StepFunctionsGrpc.getServiceDescriptor(),
                EventBridgeGrpc.getServiceDescriptor(),
                SimpleWorkflowGrpc.getServiceDescriptor(),
                SchedulerGrpc.getServiceDescriptor(),
                SchedulesGrpc.getServiceDescriptor(),
                WebhooksGrpc.getServiceDescriptor(),
                AwsServicesGrpc.getServiceDescriptor(),
                ObjectsGrpc.getServiceDescriptor(),
                ObservationGrpc.getServiceDescriptor(),
                SteeringGrpc.getServiceDescriptor(),
                SearchAttributesGrpc.getServiceDescriptor(),
                MockProfilesGrpc.getServiceDescriptor(),
                BulkOperationsGrpc.getServiceDescriptor(),
                SessionsGrpc.getServiceDescriptor(),
                TenantsGrpc.getServiceDescriptor(),
                KeysGrpc.getServiceDescriptor(),
                AuditsGrpc.getServiceDescriptor()));
    }

    /** The operation of a target such as {@code AWSStepFunctions.StartExecution}; only AWS's services have targets. */
    public Optional<Operation> target(String target) {
        return Optional.ofNullable(byTarget.get(target));
    }

    /** All operations. */
    public Collection<Operation> all() {
        return List.copyOf(all);
    }

    /** The services as gRPC knows them. */
    public List<ServiceDescriptor> descriptors() {
        return services;
    }

    private void add(MethodDescriptor<?, ?> described, Shapes shapes) {
        Descriptors.MethodDescriptor rpc = ((ProtoMethodDescriptorSupplier)
                        Objects.requireNonNull(described.getSchemaDescriptor()))
                .getMethodDescriptor();
        ServiceRule service = rpc.getService().getOptions().getExtension(Options.service);
        @SuppressWarnings("unchecked") // Every message of the contract is a Message.
        MethodDescriptor<Message, Message> method = (MethodDescriptor<Message, Message>) described;
        Operation operation = new Operation(
                rpc.getName(),
                service,
                rpc.getOptions().getExtension(Options.action),
                shapes.of(rpc.getInputType()),
                shapes.of(rpc.getOutputType()),
                prototype(method.getRequestMarshaller()),
                prototype(method.getResponseMarshaller()),
                method);
        all.add(operation);
        if (!service.getTargetPrefix().isEmpty()) {
            byTarget.put(service.getTargetPrefix() + "." + rpc.getName(), operation);
        }
    }

    private static Message prototype(MethodDescriptor.Marshaller<Message> marshaller) {
        return Objects.requireNonNull(((PrototypeMarshaller<Message>) marshaller).getMessagePrototype());
    }
}
