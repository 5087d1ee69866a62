package dev.stepwell.gateway.upstream;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.gateway.shapes.Operation;

/** Whoever does the actions. */
@FunctionalInterface
public interface Upstream {
    /**
     * Has an action done and waits for its answer, on the calling virtual thread.
     *
     * @param request of the operation's request type, checked against the rules of its shape
     * @return of the operation's answer type
     * @throws Fault as the plane refused it; {@code ServiceUnavailable} when it cannot be reached
     */
    Message call(Operation operation, Caller caller, Message request);

    /**
     * Throws the {@link Fault} that a request would get whatever it says, where that is known before anything is done for it: when a plane in
     * this process has too much under way.
     */
    default void admit(Operation operation, Caller caller) {}

    /**
     * Begins the conversation with a worker that stays.
     *
     * @throws Fault as the plane refused it; {@code ServiceUnavailable} when it cannot be reached
     */
    default Ear<WorkRequest> work(Caller caller, Mouth<WorkResponse> mouth) {
        throw new Fault(FaultStatus.UNKNOWN_OPERATION, "This server does not know the action.");
    }

    /**
     * Has an audience told, on the calling virtual thread, until it goes or there is nothing more to say.
     *
     * @throws Fault as the plane refused it; {@code ServiceUnavailable} when it cannot be reached or falls silent
     */
    default void watch(Operation operation, Caller caller, Message request, Audience<Message> audience) {
        throw new Fault(FaultStatus.UNKNOWN_OPERATION, "This server does not know the action.");
    }
}
