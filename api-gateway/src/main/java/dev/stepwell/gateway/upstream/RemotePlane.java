package dev.stepwell.gateway.upstream;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.wire.PlaneClient;
import dev.stepwell.gateway.shapes.Operation;
import java.time.Duration;

/** A plane in another process. */
public final class RemotePlane implements Upstream {
    /** Longer than any commit may take. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than an express execution may run, and than any poll is held. */
    static final Duration HELD_PATIENCE = Duration.ofSeconds(330);

    private final PlaneClient client;

    /** The plane that this client leads to; closing the client is its owner's business. */
    public RemotePlane(PlaneClient client) {
        this.client = client;
    }

    @Override
    public Message call(Operation operation, Caller caller, Message request) {
        Duration patience = operation.rule().getHeld() ? HELD_PATIENCE : PATIENCE;
        return client.call(operation.name(), caller, request, operation.answer(), patience);
    }
}
