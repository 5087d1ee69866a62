package dev.stepwell.execution.definitions;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.AwsServiceHolder;
import dev.stepwell.contracts.internal.v1.ResolveAwsServiceRequest;
import dev.stepwell.contracts.internal.v1.ResolveAwsServiceResponse;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Where tenants have services of AWS of their own, and by which keys those are asked. What the control plane says is believed for four seconds,
 * that there is nothing as well, so that a change is in force within five; while it is away, what it said last. Secrets travel sealed and
 * stay in memory.
 */
public final class AwsPlaces {
    private static final String RESOLVE = "ResolveAwsService";
    private static final Duration BELIEVED = Duration.ofSeconds(4);
    private static final int REMEMBERED = 10_000;

    private final Registry registry;
    private final SecretSeal seal;
    private final Recent<Named, Optional<AwsServiceHolder>> known;

    /** @param seal opens what the control plane says */
    public AwsPlaces(Registry registry, SecretSeal seal, Clock clock) {
        this.registry = registry;
        this.seal = seal;
        this.known = new Recent<>(clock, BELIEVED, REMEMBERED);
    }

    private record Named(TenantId tenant, String service) {}

    /**
     * A service of the asker's tenant, if it has one of its own. May ask the control plane, and wait for it.
     *
     * @param service by the name of its module, such as {@code eventbridge}
     * @throws NotDone.Unavailable when nobody can say
     */
    public Optional<AwsServiceHolder> find(Caller whose, String service) {
        Named key = new Named(whose.tenant(), service);
        Optional<Optional<AwsServiceHolder>> recent = known.find(key);
        if (recent.isPresent()) {
            return recent.get();
        }
        try {
            Optional<AwsServiceHolder> found = ask(whose, service);
            known.put(key, found);
            return found;
        } catch (RuntimeException e) { // A running execution does not fail because the control plane is away.
            return known.last(key)
                    .orElseThrow(() -> new NotDone.Unavailable("the service cannot be looked up: " + e.getMessage()));
        }
    }

    private Optional<AwsServiceHolder> ask(Caller whose, String service) {
        String requestId = UUID.randomUUID().toString();
        Caller asking = new Caller(
                whose.tenant(), whose.account(), whose.region(), whose.principal(), whose.scopes(), requestId);
        ResolveAwsServiceResponse answer = (ResolveAwsServiceResponse) registry.ask(
                RESOLVE,
                asking,
                ResolveAwsServiceRequest.newBuilder().setService(service).build());
        if (!answer.hasHolder()) {
            return Optional.empty();
        }
        byte[] opened = seal.open(answer.getHolder(), RESOLVE + " " + requestId)
                .orElseThrow(() -> new IllegalStateException("the service is not sealed for this question"));
        try {
            return Optional.of(AwsServiceHolder.parseFrom(opened));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was sealed is not what is known of a service", e);
        }
    }
}
