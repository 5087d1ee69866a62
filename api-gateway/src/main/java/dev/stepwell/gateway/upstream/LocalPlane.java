package dev.stepwell.gateway.upstream;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.gateway.shapes.Operation;

/** A plane in this process. */
public final class LocalPlane implements Upstream {
    private final ActionTable actions;

    /** The plane that does these actions. */
    public LocalPlane(ActionTable actions) {
        this.actions = actions;
    }

    @Override
    public Message call(Operation operation, Caller caller, Message request) {
        return actions.find(operation.name())
                .orElseThrow(() -> new Fault(FaultStatus.UNKNOWN_OPERATION, "This server does not know the action."))
                .answer(caller, request);
    }

    @Override
    public void watch(Operation operation, Caller caller, Message request, Audience<Message> audience) {
        actions.findStream(operation.name())
                .orElseThrow(() -> new Fault(FaultStatus.UNKNOWN_OPERATION, "This server does not know the action."))
                .tell(caller, request, audience);
    }
}
