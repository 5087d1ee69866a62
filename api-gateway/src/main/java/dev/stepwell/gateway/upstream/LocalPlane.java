package dev.stepwell.gateway.upstream;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.gateway.shapes.Operation;
import java.util.Optional;

/** A plane in this process. */
public final class LocalPlane implements Upstream {
    private final ActionTable actions;
    private final Optional<Conversation<WorkRequest, WorkResponse>> work;

    /** The plane that does these actions. */
    public LocalPlane(ActionTable actions) {
        this(actions, Optional.empty());
    }

    /** The plane that does these actions, and has this conversation with workers that stay. */
    public LocalPlane(ActionTable actions, Optional<Conversation<WorkRequest, WorkResponse>> work) {
        this.actions = actions;
        this.work = work;
    }

    @Override
    public Ear<WorkRequest> work(Caller caller, Mouth<WorkResponse> mouth) {
        return work.orElseThrow(LocalPlane::unknown).begin(caller, mouth);
    }

    private static Fault unknown() {
        return new Fault(FaultStatus.UNKNOWN_OPERATION, "This server does not know the action.");
    }

    @Override
    public void admit(Operation operation, Caller caller) {
        actions.admit(operation.action(), caller);
    }

    @Override
    public Message call(Operation operation, Caller caller, Message request) {
        return actions.find(operation.action()).orElseThrow(LocalPlane::unknown).answer(caller, request);
    }

    @Override
    public void watch(Operation operation, Caller caller, Message request, Audience<Message> audience) {
        actions.findStream(operation.action())
                .orElseThrow(() -> new Fault(FaultStatus.UNKNOWN_OPERATION, "This server does not know the action."))
                .tell(caller, request, audience);
    }
}
