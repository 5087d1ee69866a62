package dev.stepwell.execution.connectors.http;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.ShortMemory;
import dev.stepwell.contracts.internal.v1.ConnectionHolder;
import dev.stepwell.contracts.internal.v1.ResolveConnectionRequest;
import dev.stepwell.contracts.internal.v1.ResolveConnectionResponse;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.execution.connectors.Connector.Question;
import dev.stepwell.execution.definitions.AslPrograms;
import dev.stepwell.execution.definitions.Registry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Connections as the control plane has them. What it says is believed for four seconds, so that a connection that is changed or taken
 * back is so within five; what is not there is asked for each time. Secrets travel sealed and stay in memory.
 */
public final class RegistryConnections implements Connections {
    private static final String RESOLVE = "ResolveConnection";
    private static final Duration BELIEVED = Duration.ofSeconds(4);
    private static final int REMEMBERED = 10_000;

    private final Registry registry;
    private final SecretSeal seal;
    private final ShortMemory<Found> known;

    /**
     * @param seal opens what the control plane says
     * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
     */
    public RegistryConnections(Registry registry, SecretSeal seal, LongSupplier nanoTime) {
        this.registry = registry;
        this.seal = seal;
        this.known = new ShortMemory<>(BELIEVED, REMEMBERED, nanoTime);
    }

    @Override
    public Found find(Question question, String connectionArn) {
        return known.get(question.key().tenant() + " " + connectionArn, key -> ask(question, connectionArn))
                .orElseGet(Found.Unknown::new);
    }

    private Optional<Found> ask(Question question, String connectionArn) {
        Caller execution = AslPrograms.callerOf(question.key(), question.facts());
        String requestId = UUID.randomUUID().toString();
        Caller asking = new Caller(
                execution.tenant(),
                execution.account(),
                execution.region(),
                execution.principal(),
                execution.scopes(),
                requestId);
        ResolveConnectionResponse answer = (ResolveConnectionResponse) registry.ask(
                RESOLVE,
                asking,
                ResolveConnectionRequest.newBuilder()
                        .setConnectionArn(connectionArn)
                        .build());
        if (answer.hasHolder()) {
            byte[] opened = seal.open(answer.getHolder(), RESOLVE + " " + requestId)
                    .orElseThrow(() -> new IllegalStateException("the connection is not sealed for this question"));
            return Optional.of(new Found.Authorized(parse(opened)));
        }
        return answer.getDeauthorized() ? Optional.of(new Found.Deauthorized()) : Optional.empty();
    }

    private static ConnectionHolder parse(byte[] opened) {
        try {
            return ConnectionHolder.parseFrom(opened);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was sealed is not what a connection holds", e);
        }
    }
}
