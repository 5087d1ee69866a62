package dev.stepwell.gateway.grpc;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.shapes.GivenLists;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.shapes.ShapeCheck;
import dev.stepwell.gateway.upstream.Upstream;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every operation as a unary method: checks the request against its shape, asks the plane, answers.
 *
 * @param services what may be asked for
 * @param admission bounds what is under way
 * @param upstream does it
 */
record UnaryCalls(Services services, Admission admission, Upstream upstream) {
    private static final Logger LOG = LoggerFactory.getLogger(UnaryCalls.class);
    private static final Fault DEFECT = new Fault(
            FaultStatus.INTERNAL,
            "The request processing has failed because of an unknown error, exception or failure.");

    /** The public services, every method of which is answered here. */
    List<ServerServiceDefinition> definitions() {
        return services.descriptors().stream().map(this::definition).toList();
    }

    private ServerServiceDefinition definition(ServiceDescriptor service) {
        ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(service);
        for (Operation operation : services.all()) {
            if (service.getName().equals(operation.method().getServiceName())) {
                definition.addMethod(
                        operation.method(),
                        ServerCalls.asyncUnaryCall((request, observer) -> answer(operation, request, observer)));
            }
        }
        return definition.build();
    }

    private void answer(Operation operation, Message request, StreamObserver<Message> observer) {
        Caller caller = BearerCheck.CALLER.get();
        Message answer;
        try (Admission.Place place = admission.enter(operation.rule().getHeld())) {
            List<String> findings = ShapeCheck.findings(operation.input(), request.toByteArray(), GivenLists.BY_NEED);
            if (!findings.isEmpty()) {
                throw new Fault("ValidationException", ShapeCheck.message(findings));
            }
            answer = upstream.call(operation, caller, request);
        } catch (Fault fault) {
            observer.onError(FaultStatus.of(fault, FaultStatus.PUBLIC_TEXT));
            return;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("request {} failed", caller.requestId(), e);
            observer.onError(FaultStatus.of(DEFECT, FaultStatus.PUBLIC_TEXT));
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }
}
