package dev.stepwell.sdk;

import dev.stepwell.contracts.events.v1.EventBridgeGrpc;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.contracts.platform.v1.AuditsGrpc;
import dev.stepwell.contracts.platform.v1.AwsServicesGrpc;
import dev.stepwell.contracts.platform.v1.BulkOperationsGrpc;
import dev.stepwell.contracts.platform.v1.KeysGrpc;
import dev.stepwell.contracts.platform.v1.MockProfilesGrpc;
import dev.stepwell.contracts.platform.v1.ObjectsGrpc;
import dev.stepwell.contracts.platform.v1.ObservationGrpc;
import dev.stepwell.contracts.platform.v1.SchedulesGrpc;
import dev.stepwell.contracts.platform.v1.SearchAttributesGrpc;
import dev.stepwell.contracts.platform.v1.SteeringGrpc;
import dev.stepwell.contracts.platform.v1.TenantsGrpc;
import dev.stepwell.contracts.platform.v1.WebhooksGrpc;
import dev.stepwell.contracts.scheduler.v1.SchedulerGrpc;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc;
import dev.stepwell.contracts.swf.v1.SimpleWorkflowGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How long each call may take, and which are tried again: gRPC's own service config, made from the contract's options. The SDKs of other
 * languages read the same from {@code service-config.json}. Refusals that say so by {@code grpc-retry-pushback-ms} are tried again
 * after that time, or never.
 */
final class ServiceConfig {
    private static final List<ServiceDescriptor> SERVICES = List.of(
            StepFunctionsGrpc.getServiceDescriptor(),
            SimpleWorkflowGrpc.getServiceDescriptor(),
            EventBridgeGrpc.getServiceDescriptor(),
            SchedulerGrpc.getServiceDescriptor(),
            SchedulesGrpc.getServiceDescriptor(),
            ObservationGrpc.getServiceDescriptor(),
            SteeringGrpc.getServiceDescriptor(),
            SearchAttributesGrpc.getServiceDescriptor(),
            MockProfilesGrpc.getServiceDescriptor(),
            BulkOperationsGrpc.getServiceDescriptor(),
            ObjectsGrpc.getServiceDescriptor(),
            WebhooksGrpc.getServiceDescriptor(),
            AwsServicesGrpc.getServiceDescriptor(),
            KeysGrpc.getServiceDescriptor(),
            AuditsGrpc.getServiceDescriptor(),
            TenantsGrpc.getServiceDescriptor());

    private static final String QUICK = "30s";

    /** A synchronous execution takes up to five minutes. */
    private static final String HELD = "330s";

    private static final Map<String, Object> RETRY = Map.of(
            "maxAttempts",
            5.0,
            "initialBackoff",
            "0.2s",
            "maxBackoff",
            "5s",
            "backoffMultiplier",
            2.0,
            "retryableStatusCodes",
            List.of("UNAVAILABLE", "RESOURCE_EXHAUSTED"));

    private ServiceConfig() {}

    /** For every method; what watches may take as long as it likes. */
    static Map<String, Object> ofTheContract() {
        List<Object> quick = new ArrayList<>();
        List<Object> held = new ArrayList<>();
        List<Object> watching = new ArrayList<>();
        for (ServiceDescriptor service : SERVICES) {
            quick.add(Map.of("service", service.getName()));
            for (MethodDescriptor<?, ?> method : service.getMethods()) {
                Map<String, Object> name = Map.of(
                        "service", service.getName(), "method", Objects.requireNonNull(method.getBareMethodName()));
                if (method.getType() != MethodDescriptor.MethodType.UNARY) {
                    watching.add(name);
                } else if (isHeld(method)) {
                    held.add(name);
                }
            }
        }
        return Map.of(
                "methodConfig",
                List.of(
                        Map.of("name", watching, "retryPolicy", RETRY),
                        Map.of("name", held, "timeout", HELD, "retryPolicy", RETRY),
                        Map.of("name", quick, "timeout", QUICK, "retryPolicy", RETRY)));
    }

    private static boolean isHeld(MethodDescriptor<?, ?> method) {
        return ((ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
                .getMethodDescriptor()
                .getOptions()
                .getExtension(Options.action)
                .getHeld();
    }
}
