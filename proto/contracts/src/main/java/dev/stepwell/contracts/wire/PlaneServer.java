package dev.stepwell.contracts.wire;

import com.google.protobuf.Empty;
import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a plane's actions to the other planes of the cluster, each call on a virtual thread of its own. A call without a proof
 * of who asks reaches no action. Whether it answers at all can be asked by {@code Ping}.
 */
public final class PlaneServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlaneServer.class);
    private static final Context.Key<Caller> CALLER = Context.key("caller");

    /** Connections are closed by the same threads that answer, which must not go before them. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final Fault UNPROVEN = new Fault("AccessDeniedException", "Who asks is not proven.");
    private static final Duration MOST_FREQUENT_KEEP_ALIVE = Duration.ofSeconds(5);
    private static final Fault DEFECT =
            new Fault(FaultStatus.INTERNAL, "The request could not be done because of an internal failure.");

    private final Server server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param builder a server builder that knows address and credentials; its other settings are made here
     * @param actions what the plane does
     * @param seal checks who asks
     */
    public PlaneServer(ServerBuilder<?> builder, ActionTable actions, CallerSeal seal) {
        this(builder, actions, Optional.empty(), seal);
    }

    /**
     * @param builder a server builder that knows address and credentials; its other settings are made here
     * @param actions what the plane does
     * @param work the conversation with workers, where the plane has it
     * @param seal checks who asks
     */
    public PlaneServer(
            ServerBuilder<?> builder,
            ActionTable actions,
            Optional<Conversation<WorkRequest, WorkResponse>> work,
            CallerSeal seal) {
        this.server = builder.executor(threads)
                .permitKeepAliveTime(MOST_FREQUENT_KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .maxInboundMessageSize(PlaneMethods.MAX_MESSAGE_BYTES)
                .addService(ServerInterceptors.intercept(define(actions, work, threads), new Proof(seal)))
                .build();
    }

    /** Begins to serve; throws when the port is taken. */
    public PlaneServer start() throws IOException {
        server.start();
        return this;
    }

    /** The port it serves on, useful when 0 was asked for. */
    public int port() {
        return server.getPort();
    }

    /** Takes no more calls, lets those under way end for at most this long, then ends them. */
    public void stop(Duration patience) throws InterruptedException {
        server.shutdown();
        if (!server.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            server.shutdownNow();
            server.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        }
        threads.shutdown();
    }

    /** Ends at once. */
    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    private static ServerServiceDefinition define(
            ActionTable actions, Optional<Conversation<WorkRequest, WorkResponse>> work, Executor threads) {
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(PlaneMethods.SERVICE);
        add(service, new ActionTable.Entry<>(PlaneMethods.PING, Empty.class, (caller, nothing) -> nothing));
        work.ifPresent(talk ->
                service.addMethod(PlaneMethods.WORK_METHOD, TalkServer.of(CALLER::get, talk, FaultStatus.PLANE_TEXT)));
        for (String name : actions.names()) {
            actions.find(name).ifPresent(entry -> add(service, entry));
        }
        for (String name : actions.streamNames()) {
            actions.findStream(name).ifPresent(stream -> add(service, stream, threads));
        }
        return service.build();
    }

    private static void add(ServerServiceDefinition.Builder service, ActionTable.Entry<?, ?> entry) {
        Message request = Internal.getDefaultInstance(entry.requestType().asSubclass(Message.class));
        // A server only writes answers, and every message is written alike.
        MethodDescriptor<Message, Message> method =
                PlaneMethods.method(entry.name(), request, (Message) Empty.getDefaultInstance());
        service.addMethod(
                method, ServerCalls.asyncUnaryCall((asked, observer) -> answer(entry, CALLER.get(), asked, observer)));
    }

    private static void add(
            ServerServiceDefinition.Builder service, ActionTable.Stream<?, ?> stream, Executor threads) {
        Message request = Internal.getDefaultInstance(stream.requestType().asSubclass(Message.class));
        MethodDescriptor<Message, Message> method =
                PlaneMethods.stream(stream.name(), request, (Message) Empty.getDefaultInstance());
        service.addMethod(method, ServerCalls.asyncServerStreamingCall((asked, observer) -> {
            Caller caller = CALLER.get();
            StreamAudience.tell(
                    (ServerCallStreamObserver<Message>) observer,
                    threads,
                    audience -> stream.tell(caller, asked, audience),
                    failure -> failed(stream.name(), caller, failure));
        }));
    }

    private static StatusRuntimeException failed(String action, Caller caller, Throwable failure) {
        if (failure instanceof Fault fault) {
            return FaultStatus.of(fault, FaultStatus.PLANE_TEXT);
        }
        LOG.error("{} failed, request {}", action, caller.requestId(), failure);
        return FaultStatus.of(DEFECT, FaultStatus.PLANE_TEXT);
    }

    private static void answer(
            ActionTable.Entry<?, ?> entry, Caller caller, Message asked, StreamObserver<Message> observer) {
        Message answer;
        try {
            answer = entry.answer(caller, asked);
        } catch (RuntimeException | StackOverflowError e) {
            observer.onError(failed(entry.name(), caller, e));
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }

    /** Lets nobody in who is not proven. */
    private record Proof(CallerSeal seal) implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            byte[] proof = headers.get(PlaneMethods.CALLER);
            String action = call.getMethodDescriptor().getBareMethodName();
            Optional<Caller> caller = proof == null || action == null ? Optional.empty() : seal.open(proof, action);
            if (caller.isEmpty()) {
                var refusal = FaultStatus.of(UNPROVEN, FaultStatus.PLANE_TEXT);
                call.close(refusal.getStatus(), refusal.getTrailers() == null ? new Metadata() : refusal.getTrailers());
                return new ServerCall.Listener<>() {};
            }
            return Contexts.interceptCall(Context.current().withValue(CALLER, caller.get()), call, headers, next);
        }
    }
}
