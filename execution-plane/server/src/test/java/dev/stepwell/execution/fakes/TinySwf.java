package dev.stepwell.execution.fakes;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.ResolveSwfActivityTypeRequest;
import dev.stepwell.contracts.internal.v1.ResolveSwfActivityTypeResponse;
import dev.stepwell.contracts.internal.v1.ResolveSwfDomainRequest;
import dev.stepwell.contracts.internal.v1.ResolveSwfDomainResponse;
import dev.stepwell.contracts.internal.v1.ResolveSwfWorkflowTypeRequest;
import dev.stepwell.contracts.internal.v1.ResolveSwfWorkflowTypeResponse;
import dev.stepwell.contracts.internal.v1.SwfActivityType;
import dev.stepwell.contracts.internal.v1.SwfWorkflowType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Domains and types of SWF in maps, as a control plane would tell of them; for any number of threads. */
public final class TinySwf {
    private final Map<String, ResolveSwfDomainResponse> domains = new ConcurrentHashMap<>();
    private final Map<Name, SwfWorkflowType> workflowTypes = new ConcurrentHashMap<>();
    private final Map<Name, SwfActivityType> activityTypes = new ConcurrentHashMap<>();

    private record Name(String domain, String name, String version) {}

    /** Registers a domain, or lets it stand in another way. */
    public void domain(String name, String status, int retentionDays) {
        domains.put(
                name,
                ResolveSwfDomainResponse.newBuilder()
                        .setStatus(status)
                        .setRetentionDays(retentionDays)
                        .build());
    }

    /** Registers a workflow type, or lets it stand in another way. */
    public void workflowType(String domain, String name, String version, SwfWorkflowType type) {
        workflowTypes.put(new Name(domain, name, version), type);
    }

    /** Registers an activity type, or lets it stand in another way. */
    public void activityType(String domain, String name, String version, SwfActivityType type) {
        activityTypes.put(new Name(domain, name, version), type);
    }

    /** The answer to one of the questions about SWF. */
    Message answer(String action, Message request) {
        return switch (action) {
            case "ResolveSwfDomain" -> domain(((ResolveSwfDomainRequest) request).getDomain());
            case "ResolveSwfWorkflowType" -> workflowType((ResolveSwfWorkflowTypeRequest) request);
            case "ResolveSwfActivityType" -> activityType((ResolveSwfActivityTypeRequest) request);
            default -> throw new IllegalArgumentException(action);
        };
    }

    private ResolveSwfDomainResponse domain(String name) {
        return Optional.ofNullable(domains.get(name))
                .orElseThrow(() -> new Fault("UnknownResourceFault", "Unknown domain: " + name));
    }

    private Message workflowType(ResolveSwfWorkflowTypeRequest asked) {
        domain(asked.getDomain());
        ResolveSwfWorkflowTypeResponse.Builder answer = ResolveSwfWorkflowTypeResponse.newBuilder();
        Name name = new Name(asked.getDomain(), asked.getName(), asked.getVersion());
        Optional.ofNullable(workflowTypes.get(name)).ifPresent(answer::setType);
        return answer.build();
    }

    private Message activityType(ResolveSwfActivityTypeRequest asked) {
        domain(asked.getDomain());
        ResolveSwfActivityTypeResponse.Builder answer = ResolveSwfActivityTypeResponse.newBuilder();
        Name name = new Name(asked.getDomain(), asked.getName(), asked.getVersion());
        Optional.ofNullable(activityTypes.get(name)).ifPresent(answer::setType);
        return answer.build();
    }
}
