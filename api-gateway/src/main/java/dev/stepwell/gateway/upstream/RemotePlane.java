package dev.stepwell.gateway.upstream;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.wire.PlaneCall;
import dev.stepwell.contracts.wire.PlanePool;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.gateway.shapes.Operation;
import java.time.Duration;

/** A plane in other processes. What only reads is asked of another one when nobody knows what became of it. */
public final class RemotePlane implements Upstream {
    /** Longer than any commit may take. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than an express execution may run, and than any poll is held. */
    static final Duration HELD_PATIENCE = Duration.ofSeconds(330);

    private final PlanePool processes;

    /** The plane that these processes do; closing the pool is its owner's business. */
    public RemotePlane(PlanePool processes) {
        this.processes = processes;
    }

    @Override
    public Message call(Operation operation, Caller caller, Message request) {
        Duration patience = operation.rule().getHeld() ? HELD_PATIENCE : PATIENCE;
        PlaneCall call = new PlaneCall(
                operation.action(), caller, patience, operation.rule().getRead());
        return processes.call(call, request, operation.answer());
    }

    @Override
    public Ear<WorkRequest> work(Caller caller, Mouth<WorkResponse> mouth) {
        return processes.work(caller, mouth);
    }

    @Override
    public void watch(Operation operation, Caller caller, Message request, Audience<Message> audience) {
        processes.watch(
                new PlaneCall(operation.action(), caller, PATIENCE, true), request, operation.answer(), audience);
    }
}
