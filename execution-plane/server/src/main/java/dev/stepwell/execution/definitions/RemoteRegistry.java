package dev.stepwell.execution.definitions;

import com.google.protobuf.Descriptors;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.DescribeMockRevisionResponse;
import dev.stepwell.contracts.internal.v1.DescribeRevisionResponse;
import dev.stepwell.contracts.internal.v1.ReportQuotaUseResponse;
import dev.stepwell.contracts.internal.v1.ResolveActivityResponse;
import dev.stepwell.contracts.internal.v1.ResolveAwsServiceResponse;
import dev.stepwell.contracts.internal.v1.ResolveConnectionResponse;
import dev.stepwell.contracts.internal.v1.ResolveFunctionEndpointResponse;
import dev.stepwell.contracts.internal.v1.ResolveMockProfileResponse;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import dev.stepwell.contracts.internal.v1.ResolveSwfActivityTypeResponse;
import dev.stepwell.contracts.internal.v1.ResolveSwfDomainResponse;
import dev.stepwell.contracts.internal.v1.ResolveSwfWorkflowTypeResponse;
import dev.stepwell.contracts.internal.v1.ShareQuotasResponse;
import dev.stepwell.contracts.options.v1.ActionRule;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.contracts.options.v1.Plane;
import dev.stepwell.contracts.platform.v1.ListQuotasResponse;
import dev.stepwell.contracts.quotas.QuotaDesk;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc;
import dev.stepwell.contracts.wire.PlaneCall;
import dev.stepwell.contracts.wire.PlanePool;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The control plane in other processes: what nodes ask it for themselves, and every public action of it that an execution may ask for.
 * What only reads is asked of another process when one does not answer.
 */
public final class RemoteRegistry implements Registry {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Map<String, Known> ACTIONS = actions();

    private final PlanePool control;

    /** Asks these processes; closing the pool is its owner's business. */
    public RemoteRegistry(PlanePool control) {
        this.control = control;
    }

    private record Known(Message answer, boolean reads) {}

    @Override
    public Message ask(String action, Caller caller, Message request) {
        Known known = Optional.ofNullable(ACTIONS.get(action))
                .orElseThrow(() -> new IllegalArgumentException("not an action of the control plane: " + action));
        return control.call(new PlaneCall(action, caller, PATIENCE, known.reads), request, known.answer);
    }

    private static Map<String, Known> actions() {
        Map<String, Known> actions = new HashMap<>();
        actions.put("ResolveStateMachine", new Known(ResolveStateMachineResponse.getDefaultInstance(), true));
        actions.put("DescribeRevision", new Known(DescribeRevisionResponse.getDefaultInstance(), true));
        actions.put("ResolveMockProfile", new Known(ResolveMockProfileResponse.getDefaultInstance(), true));
        actions.put("DescribeMockRevision", new Known(DescribeMockRevisionResponse.getDefaultInstance(), true));
        actions.put("ResolveActivity", new Known(ResolveActivityResponse.getDefaultInstance(), true));
        actions.put("ResolveConnection", new Known(ResolveConnectionResponse.getDefaultInstance(), true));
        actions.put("ResolveAwsService", new Known(ResolveAwsServiceResponse.getDefaultInstance(), true));
        actions.put("ResolveFunctionEndpoint", new Known(ResolveFunctionEndpointResponse.getDefaultInstance(), true));
        actions.put("ResolveSwfDomain", new Known(ResolveSwfDomainResponse.getDefaultInstance(), true));
        actions.put("ResolveSwfWorkflowType", new Known(ResolveSwfWorkflowTypeResponse.getDefaultInstance(), true));
        actions.put("ResolveSwfActivityType", new Known(ResolveSwfActivityTypeResponse.getDefaultInstance(), true));
        actions.put(QuotaDesk.SHARE, new Known(ShareQuotasResponse.getDefaultInstance(), true));
        actions.put(QuotaDesk.OWN, new Known(ListQuotasResponse.getDefaultInstance(), true));
        actions.put(QuotaDesk.REPORT, new Known(ReportQuotaUseResponse.getDefaultInstance(), true));
        for (MethodDescriptor<?, ?> method :
                StepFunctionsGrpc.getServiceDescriptor().getMethods()) {
            Descriptors.MethodDescriptor rpc = ((ProtoMethodDescriptorSupplier)
                            Objects.requireNonNull(method.getSchemaDescriptor()))
                    .getMethodDescriptor();
            ActionRule rule = rpc.getOptions().getExtension(Options.action);
            if (rule.getPlane() == Plane.PLANE_CONTROL) {
                PrototypeMarshaller<?> answers = (PrototypeMarshaller<?>) method.getResponseMarshaller();
                Message answer = (Message) Objects.requireNonNull(answers.getMessagePrototype());
                actions.put(rpc.getName(), new Known(answer, rule.getRead()));
            }
        }
        return Map.copyOf(actions);
    }
}
