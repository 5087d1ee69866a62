package dev.stepwell.execution.definitions;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ResolveSwfActivityTypeRequest;
import dev.stepwell.contracts.internal.v1.ResolveSwfActivityTypeResponse;
import dev.stepwell.contracts.internal.v1.ResolveSwfDomainRequest;
import dev.stepwell.contracts.internal.v1.ResolveSwfDomainResponse;
import dev.stepwell.contracts.internal.v1.ResolveSwfWorkflowTypeRequest;
import dev.stepwell.contracts.internal.v1.ResolveSwfWorkflowTypeResponse;
import dev.stepwell.contracts.internal.v1.SwfActivityType;
import dev.stepwell.contracts.internal.v1.SwfWorkflowType;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.Optional;

/** Asks a {@link Registry} about SWF and remembers the answers for a second; never that something is not there. */
public final class RememberedSwfRegistry implements SwfRegistry {
    private static final Duration LIFE = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final Registry registry;
    private final Recent<DomainKey, ResolveSwfDomainResponse> domains;
    private final Recent<TypeKey, SwfWorkflowType> workflowTypes;
    private final Recent<TypeKey, SwfActivityType> activityTypes;

    /** Remembers nothing yet. */
    public RememberedSwfRegistry(Registry registry, Clock clock) {
        this.registry = registry;
        this.domains = new Recent<>(clock, LIFE, MOST);
        this.workflowTypes = new Recent<>(clock, LIFE, MOST);
        this.activityTypes = new Recent<>(clock, LIFE, MOST);
    }

    private record DomainKey(TenantId tenant, Region region, String domain) {
        static DomainKey of(Caller caller, String domain) {
            return new DomainKey(caller.tenant(), caller.region(), domain);
        }
    }

    private record TypeKey(DomainKey domain, String name, String version) {}

    @Override
    public ResolveSwfDomainResponse domain(Caller caller, String domain) {
        DomainKey key = DomainKey.of(caller, domain);
        Optional<ResolveSwfDomainResponse> known = domains.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        ResolveSwfDomainRequest request =
                ResolveSwfDomainRequest.newBuilder().setDomain(domain).build();
        ResolveSwfDomainResponse answer = (ResolveSwfDomainResponse) registry.ask("ResolveSwfDomain", caller, request);
        domains.put(key, answer);
        return answer;
    }

    @Override
    public Optional<SwfWorkflowType> workflowType(Caller caller, String domain, String name, String version) {
        TypeKey key = new TypeKey(DomainKey.of(caller, domain), name, version);
        return workflowTypes.find(key).or(() -> {
            ResolveSwfWorkflowTypeRequest request = ResolveSwfWorkflowTypeRequest.newBuilder()
                    .setDomain(domain)
                    .setName(name)
                    .setVersion(version)
                    .build();
            var answer = (ResolveSwfWorkflowTypeResponse) registry.ask("ResolveSwfWorkflowType", caller, request);
            Optional<SwfWorkflowType> type = answer.hasType() ? Optional.of(answer.getType()) : Optional.empty();
            type.ifPresent(found -> workflowTypes.put(key, found));
            return type;
        });
    }

    @Override
    public Optional<SwfActivityType> activityType(Caller caller, String domain, String name, String version) {
        TypeKey key = new TypeKey(DomainKey.of(caller, domain), name, version);
        return activityTypes.find(key).or(() -> {
            ResolveSwfActivityTypeRequest request = ResolveSwfActivityTypeRequest.newBuilder()
                    .setDomain(domain)
                    .setName(name)
                    .setVersion(version)
                    .build();
            var answer = (ResolveSwfActivityTypeResponse) registry.ask("ResolveSwfActivityType", caller, request);
            Optional<SwfActivityType> type = answer.hasType() ? Optional.of(answer.getType()) : Optional.empty();
            type.ifPresent(found -> activityTypes.put(key, found));
            return type;
        });
    }
}
