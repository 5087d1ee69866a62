package dev.stepwell.gateway.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.options.v1.Plane;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.contracts.wire.StreamAudience;
import dev.stepwell.gateway.conditions.Conditions;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.shapes.GivenLists;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.shapes.ShapeCheck;
import dev.stepwell.gateway.upstream.Upstream;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every operation as a method: checks the request against its shape, asks the plane, answers.
 *
 * @param services what may be asked for
 * @param conditions which of them have tags
 * @param admission bounds what is under way
 * @param upstream does it
 * @param threads where streams are told
 */
record ContractCalls(
        Services services, Conditions conditions, Admission admission, Upstream upstream, Executor threads) {
    private static final Logger LOG = LoggerFactory.getLogger(ContractCalls.class);
    private static final LenientRequests<Message> LENIENT =
            new LenientRequests<>(Any.newBuilder().setTypeUrl("unreadable").build());
    private static final Fault DEFECT = new Fault(
            FaultStatus.INTERNAL,
            "The request processing has failed because of an unknown error, exception or failure.");

    /** The public services, every method of which is answered here. */
    List<ServerServiceDefinition> definitions() {
        return services.descriptors().stream()
                .filter(service -> isServed(service.getName()))
                .map(this::definition)
                .toList();
    }

    private ServerServiceDefinition definition(ServiceDescriptor service) {
        Map<MethodDescriptor<Message, Message>, ServerCallHandler<Message, Message>> served = new LinkedHashMap<>();
        for (Operation operation : services.all()) {
            if (service.getName().equals(operation.method().getServiceName())) {
                served.put(LENIENT.of(operation.method()), handler(operation));
            }
        }
        ServerServiceDefinition.Builder definition =
                ServerServiceDefinition.builder(LenientRequests.of(service, served.keySet()));
        served.forEach(definition::addMethod);
        return definition.build();
    }

    /** Sessions are for browsers: over gRPC there is nothing to keep them in. */
    private boolean isServed(String service) {
        return services.all().stream()
                .filter(operation -> service.equals(operation.method().getServiceName()))
                .noneMatch(operation -> operation.rule().getPlane() == Plane.PLANE_GATEWAY);
    }

    private ServerCallHandler<Message, Message> handler(Operation operation) {
        return operation.isStream()
                ? ServerCalls.asyncServerStreamingCall((request, observer) -> tell(operation, request, observer))
                : ServerCalls.asyncUnaryCall((request, observer) -> answer(operation, request, observer));
    }

    private void tell(Operation operation, Message request, StreamObserver<Message> observer) {
        Caller caller = BearerCheck.CALLER.get();
        List<String> ifMatch = BearerCheck.IF_MATCH.get();
        StreamAudience.tell(
                (ServerCallStreamObserver<Message>) observer,
                threads,
                audience -> {
                    try (Admission.Place place = admission.stay(caller, operation.action())) {
                        check(operation, caller, request);
                        upstream.watch(operation, Conditions.expecting(operation, caller, ifMatch), request, audience);
                    }
                },
                failure -> failed(caller, failure));
    }

    private void check(Operation operation, Caller caller, Message request) {
        LENIENT.check(request);
        long payload = admission.payload(caller, request.getSerializedSize());
        List<String> findings =
                ShapeCheck.findings(operation.input(), request.toByteArray(), GivenLists.BY_NEED, payload);
        if (!findings.isEmpty()) {
            throw new Fault("ValidationException", ShapeCheck.message(findings));
        }
    }

    private static StatusRuntimeException failed(Caller caller, Throwable failure) {
        if (failure instanceof Fault fault) {
            return FaultStatus.of(fault, FaultStatus.PUBLIC_TEXT);
        }
        LOG.error("request {} failed", caller.requestId(), failure);
        return FaultStatus.of(DEFECT, FaultStatus.PUBLIC_TEXT);
    }

    private void answer(Operation operation, Message request, StreamObserver<Message> observer) {
        Caller caller = BearerCheck.CALLER.get();
        Message answer;
        try (Admission.Place place =
                admission.enter(caller, operation.action(), operation.rule().getHeld())) {
            Caller expecting = Conditions.expecting(operation, caller, BearerCheck.IF_MATCH.get());
            check(operation, expecting, request);
            answer = upstream.call(operation, expecting, request);
            conditions.tag(operation, request, answer).ifPresent(BearerCheck.TAG.get()::set);
        } catch (RuntimeException | StackOverflowError e) {
            observer.onError(failed(caller, e));
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }
}
