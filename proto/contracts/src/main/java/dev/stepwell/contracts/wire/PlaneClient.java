package dev.stepwell.contracts.wire;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks another plane. Blocks the calling thread, which is meant to be a virtual one. */
public final class PlaneClient implements AutoCloseable {
    private final ManagedChannel channel;
    private final CallerSeal seal;

    /**
     * @param builder a channel builder that knows the plane's address and credentials; its other settings are made here
     * @param seal proves to the plane who asks
     */
    public PlaneClient(ManagedChannelBuilder<?> builder, CallerSeal seal) {
        this.channel = builder.maxInboundMetadataSize(FaultStatus.PLANE_TRAILER_BYTES)
                .maxInboundMessageSize(PlaneMethods.MAX_MESSAGE_BYTES)
                .build();
        this.seal = seal;
    }

    /** Ends the connection; calls under way fail as unavailable. */
    @Override
    public void close() {
        channel.shutdownNow();
    }

    /**
     * Asks for an action.
     *
     * @param answer any instance of the answer's type, to read the answer with
     * @param patience how long to wait; past it the plane counts as unavailable
     * @throws Fault as the plane refused it, or {@code ServiceUnavailable} when the plane cannot be reached
     */
    public <Q extends Message, A extends Message> A call(
            String action, Caller caller, Q request, A answer, Duration patience) {
        Metadata proof = new Metadata();
        proof.put(PlaneMethods.CALLER, seal.seal(caller, action));
        @SuppressWarnings("unchecked")
        Q requestType = (Q) request.getDefaultInstanceForType();
        MethodDescriptor<Q, A> method = PlaneMethods.method(action, requestType, answer);
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS);
        Channel sealed = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(proof));
        try {
            return ClientCalls.blockingUnaryCall(sealed, method, options, request);
        } catch (StatusRuntimeException e) {
            throw FaultStatus.from(e);
        }
    }
}
