package dev.stepwell.contracts.wire;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ClientStreamTracer;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** Asks one process of another plane. Blocks the calling thread, which is meant to be a virtual one. */
public final class PlaneClient implements AutoCloseable {
    /** A process that is frozen, or a wire that is cut, is noticed so late at most. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private static final Duration KEEP_ALIVE_PATIENCE = Duration.ofSeconds(3);

    private final ManagedChannel channel;
    private final CallerSeal seal;

    /**
     * @param builder a channel builder that knows the plane's address and credentials; its other settings are made here
     * @param seal proves to the plane who asks
     */
    public PlaneClient(ManagedChannelBuilder<?> builder, CallerSeal seal) {
        this.channel = builder.maxInboundMetadataSize(FaultStatus.PLANE_TRAILER_BYTES)
                .maxInboundMessageSize(PlaneMethods.MAX_MESSAGE_BYTES)
                .keepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(KEEP_ALIVE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
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
        try {
            return attempt(new PlaneCall(action, caller, patience, false), request, answer);
        } catch (Unanswered e) {
            throw e.fault();
        }
    }

    /** As {@link #call}, but tells a plane that does not answer from one that refuses. */
    <Q extends Message, A extends Message> A attempt(PlaneCall call, Q request, A answer) throws Unanswered {
        Metadata proof = new Metadata();
        proof.put(PlaneMethods.CALLER, seal.seal(call.caller(), call.action()));
        @SuppressWarnings("unchecked")
        Q requestType = (Q) request.getDefaultInstanceForType();
        MethodDescriptor<Q, A> method = PlaneMethods.method(call.action(), requestType, answer);
        Begun begun = new Begun();
        CallOptions options = CallOptions.DEFAULT
                .withDeadlineAfter(call.patience().toMillis(), TimeUnit.MILLISECONDS)
                .withStreamTracerFactory(begun);
        Channel sealed = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(proof));
        try {
            return ClientCalls.blockingUnaryCall(sealed, method, options, request);
        } catch (StatusRuntimeException e) {
            if (FaultStatus.isSilence(e)) {
                throw new Unanswered(String.valueOf(e.getMessage()), begun.onTheWay);
            }
            throw FaultStatus.from(e);
        }
    }

    /**
     * Begins the conversation with a worker.
     *
     * @param mouth speaks to the worker
     * @param ended runs once when the plane will say no more
     */
    Ear<WorkRequest> work(Caller caller, Mouth<WorkResponse> mouth, Runnable ended) {
        Metadata proof = new Metadata();
        proof.put(PlaneMethods.CALLER, seal.seal(caller, PlaneMethods.WORK));
        Channel sealed = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(proof));
        TalkClient<WorkRequest, WorkResponse> talk = new TalkClient<>(mouth, ended);
        ClientCalls.asyncBidiStreamingCall(sealed.newCall(PlaneMethods.WORK_METHOD, CallOptions.DEFAULT), talk);
        return talk;
    }

    /**
     * Has an audience told, until the plane has nothing more to say or the audience goes.
     *
     * @throws Unanswered when the plane does not answer or falls silent
     */
    <Q extends Message, A extends Message> void attempt(PlaneCall call, Q request, A answer, Audience<A> audience)
            throws Unanswered {
        Metadata proof = new Metadata();
        proof.put(PlaneMethods.CALLER, seal.seal(call.caller(), call.action()));
        @SuppressWarnings("unchecked")
        Q requestType = (Q) request.getDefaultInstanceForType();
        MethodDescriptor<Q, A> method = PlaneMethods.stream(call.action(), requestType, answer);
        Channel sealed = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(proof));
        Context.CancellableContext listening = Context.current().withCancellation();
        audience.whenGone(() -> listening.cancel(null));
        try {
            listening.run(() -> {
                Iterator<A> told =
                        ClientCalls.blockingServerStreamingCall(sealed, method, CallOptions.DEFAULT, request);
                while (told.hasNext() && audience.hear(told.next())) {
                    // The audience has heard it.
                }
            });
        } catch (StatusRuntimeException e) {
            if (listening.isCancelled()) {
                return; // nobody listens any more
            }
            if (FaultStatus.isSilence(e)) {
                throw new Unanswered(String.valueOf(e.getMessage()), true);
            }
            throw FaultStatus.from(e);
        } finally {
            listening.cancel(null);
        }
    }

    /** Takes no more calls; those under way may end. */
    void retire() {
        channel.shutdown();
    }

    /** Tries to connect again now, however often it failed before. */
    void reconnect() {
        channel.resetConnectBackoff();
    }

    /** Notes whether a call was given to a connection: as long as there was none, it cannot have reached anyone. */
    private static final class Begun extends ClientStreamTracer.Factory {
        private volatile boolean onTheWay;

        @Override
        public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
            return new ClientStreamTracer() {
                @Override
                public void streamCreated(Attributes transport, Metadata sent) {
                    onTheWay = true;
                }
            };
        }
    }
}
