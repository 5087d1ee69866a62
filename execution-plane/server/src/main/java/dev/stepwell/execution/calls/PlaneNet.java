package dev.stepwell.execution.calls;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.CallExecutionRequest;
import dev.stepwell.contracts.internal.v1.CallExecutionResponse;
import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.contracts.wire.PlaneClient;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Net;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Region;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The wire between nodes: the action CallExecution of the other node's plane, under the cluster's seal. */
public final class PlaneNet implements Net, AutoCloseable {
    /** The name of the action that nodes serve to each other. */
    public static final String CALL_EXECUTION = "CallExecution";

    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final int CONNECTIONS = 256;

    private final Clock clock;
    private final CallerSeal seal;
    private final Function<String, ManagedChannelBuilder<?>> channels;
    private final LinkedHashMap<String, PlaneClient> clients = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Connects to nobody yet.
     *
     * @param channels makes a channel to a node's address, with the credentials of the cluster
     */
    public PlaneNet(Clock clock, CallerSeal seal, Function<String, ManagedChannelBuilder<?>> channels) {
        this.clock = clock;
        this.seal = seal;
        this.channels = channels;
    }

    @Override
    public CompletionStage<Reply.Answer> call(String address, ExecutionKey key, Input input) {
        CompletableFuture<Reply.Answer> answer = new CompletableFuture<>();
        clock.soon(() -> {
            try {
                CallExecutionRequest request = CallWire.request(key.id(), input);
                CallExecutionResponse response = client(address)
                        .call(
                                CALL_EXECUTION,
                                callerFor(key),
                                request,
                                CallExecutionResponse.getDefaultInstance(),
                                PATIENCE);
                answer.complete(CallWire.answer(response));
            } catch (Fault fault) {
                answer.completeExceptionally(new IllegalStateException("the node cannot be reached: " + fault.text()));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** A node asks for a tenant, not for one of its keys: only the tenant counts here. */
    private static Caller callerFor(ExecutionKey key) {
        return new Caller(
                key.tenant(),
                new AccountId("000000000000"),
                new Region("us-east-1"),
                "execution-node",
                Set.of(),
                key.id().toString());
    }

    private PlaneClient client(String address) {
        PlaneClient surplus = null;
        PlaneClient client;
        synchronized (clients) {
            client = clients.computeIfAbsent(address, a -> new PlaneClient(channels.apply(a), seal));
            if (clients.size() > CONNECTIONS) {
                Map.Entry<String, PlaneClient> eldest = clients.firstEntry();
                clients.remove(eldest.getKey());
                surplus = eldest.getValue();
            }
        }
        if (surplus != null) {
            surplus.close();
        }
        return client;
    }

    @Override
    public void close() {
        synchronized (clients) {
            clients.values().forEach(PlaneClient::close);
            clients.clear();
        }
    }
}
