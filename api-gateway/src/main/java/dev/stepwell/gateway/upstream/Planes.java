package dev.stepwell.gateway.upstream;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.gateway.shapes.Operation;

/**
 * Sends every operation to the plane that the contract names for it.
 *
 * @param control what is registered
 * @param execution what runs
 */
public record Planes(Upstream control, Upstream execution) implements Upstream {
    @Override
    public void admit(Operation operation, Caller caller) {
        plane(operation).admit(operation, caller);
    }

    @Override
    public Message call(Operation operation, Caller caller, Message request) {
        return plane(operation).call(operation, caller, request);
    }

    @Override
    public void watch(Operation operation, Caller caller, Message request, Audience<Message> audience) {
        plane(operation).watch(operation, caller, request, audience);
    }

    private Upstream plane(Operation operation) {
        return switch (operation.rule().getPlane()) {
            case PLANE_CONTROL -> control;
            case PLANE_EXECUTION -> execution;
            case PLANE_GATEWAY, PLANE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("the contract names no plane for " + operation.name());
        };
    }

    @Override
    public Ear<WorkRequest> work(Caller caller, Mouth<WorkResponse> mouth) {
        return execution.work(caller, mouth);
    }
}
