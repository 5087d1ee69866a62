package dev.stepwell.execution.fakes;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.AwsServiceHolder;
import dev.stepwell.contracts.internal.v1.DescribeMockRevisionRequest;
import dev.stepwell.contracts.internal.v1.DescribeMockRevisionResponse;
import dev.stepwell.contracts.internal.v1.DescribeRevisionRequest;
import dev.stepwell.contracts.internal.v1.DescribeRevisionResponse;
import dev.stepwell.contracts.internal.v1.ReportQuotaUseResponse;
import dev.stepwell.contracts.internal.v1.ResolveActivityRequest;
import dev.stepwell.contracts.internal.v1.ResolveActivityResponse;
import dev.stepwell.contracts.internal.v1.ResolveAwsServiceRequest;
import dev.stepwell.contracts.internal.v1.ResolveAwsServiceResponse;
import dev.stepwell.contracts.internal.v1.ResolveFunctionEndpointResponse;
import dev.stepwell.contracts.internal.v1.ResolveMockProfileRequest;
import dev.stepwell.contracts.internal.v1.ResolveMockProfileResponse;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineRequest;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import dev.stepwell.contracts.internal.v1.SetQuota;
import dev.stepwell.contracts.internal.v1.ShareQuotasResponse;
import dev.stepwell.contracts.platform.v1.ListQuotasResponse;
import dev.stepwell.contracts.platform.v1.Quota;
import dev.stepwell.contracts.quotas.QuotaDesk;
import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.execution.definitions.Registry;
import dev.stepwell.names.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A control plane of maps, for any number of threads. */
public final class TinyRegistry implements Registry {
    private static final String PREFIX = "arn:aws:states:us-east-1:123456789012:";

    /** What it tells of SWF. */
    public final TinySwf swf = new TinySwf();

    private final Map<String, String> newest = new ConcurrentHashMap<>();
    private final Map<String, DescribeRevisionResponse> revisions = new ConcurrentHashMap<>();
    private final Set<String> activities = ConcurrentHashMap.newKeySet();
    private final Map<String, AwsServiceHolder> services = new ConcurrentHashMap<>();
    private final Map<String, String> profiles = new ConcurrentHashMap<>();
    private final Map<String, String> mocks = new ConcurrentHashMap<>();
    private final SecretSeal seal = new SecretSeal(new ClusterKey(new byte[32]));
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Set<String> deleting = new HashSet<>();
    private final Set<String> express = new HashSet<>();
    private final Map<String, Integer> priorities = new ConcurrentHashMap<>();
    private final ShareQuotasResponse.Builder quotas = ShareQuotasResponse.newBuilder();
    private volatile Optional<String> endpoint = Optional.empty();
    private volatile boolean away;

    /** Creates or updates a machine, which logs nothing; returns its ARN. */
    public String machine(String name, String definition) {
        return machine(name, definition, "{\"level\":\"OFF\",\"includeExecutionData\":false}");
    }

    /** Creates or updates a machine that logs what its loggingConfiguration says; returns its ARN. */
    public String machine(String name, String definition, String loggingConfiguration) {
        String arn = PREFIX + "stateMachine:" + name;
        String id = "revision-" + revisions.size();
        revisions.put(
                id,
                DescribeRevisionResponse.newBuilder()
                        .setRevisionId(id)
                        .setStateMachineArn(arn)
                        .setName(name)
                        .setType("STANDARD")
                        .setDefinition(definition)
                        .setRoleArn("arn:aws:iam::123456789012:role/r")
                        .setCreatedAt(1_700_000_000_000L)
                        .setLoggingConfiguration(loggingConfiguration)
                        .setTracingConfiguration("{\"enabled\":false}")
                        .build());
        newest.put(arn, id);
        return arn;
    }

    /** Creates a machine whose executions are traced; returns its ARN. */
    public String traced(String name, String definition) {
        String arn = machine(name, definition);
        revisions.computeIfPresent(
                revisionOf(name),
                (id, revision) -> revision.toBuilder()
                        .setTracingConfiguration("{\"enabled\":true}")
                        .build());
        return arn;
    }

    /** Makes a mock profile of a machine or puts another in its place. */
    public void mockProfile(String machineArn, String name, String states) {
        String id = "mocks-" + mocks.size();
        mocks.put(id, states);
        profiles.put(machineArn + "#" + name, id);
    }

    public String revisionOf(String name) {
        return Optional.ofNullable(newest.get(PREFIX + "stateMachine:" + name)).orElseThrow();
    }

    /** Creates an activity; returns its ARN. */
    public String activity(String name) {
        String arn = PREFIX + "activity:" + name;
        activities.add(arn);
        return arn;
    }

    /** Begins to delete a machine. */
    public void delete(String arn) {
        deleting.add(arn);
    }

    /** Makes a machine an express one. */
    public void express(String arn) {
        express.add(arn);
    }

    /** Gives the executions of a machine a priority. */
    public void priority(String arn, int priority) {
        priorities.put(arn, priority);
    }

    public void functionEndpoint(String url) {
        endpoint = Optional.of(url);
    }

    /** Says where a tenant has a service of its own. */
    public void awsService(TenantId tenant, String service, AwsServiceHolder holder) {
        services.put(tenant + " " + service, holder);
    }

    /** The tenant has no such service of its own any more. */
    public void noAwsService(TenantId tenant, String service) {
        services.remove(tenant + " " + service);
    }

    private Message service(Caller caller, String service) {
        ResolveAwsServiceResponse.Builder answer = ResolveAwsServiceResponse.newBuilder();
        Optional.ofNullable(services.get(caller.tenant() + " " + service))
                .ifPresent(holder ->
                        answer.setHolder(seal.seal(holder.toByteArray(), "ResolveAwsService " + caller.requestId())));
        return answer.build();
    }

    /** Holds all tenants' quotas off, but for what is set here; nodes ask at their start and then every few seconds. */
    public void quota(TenantId tenant, String name, long size, OptionalLong refill) {
        SetQuota.Builder set =
                SetQuota.newBuilder().setTenant(tenant.value()).setName(name).setSize(size);
        refill.ifPresent(set::setRefill);
        synchronized (quotas) {
            quotas.addSet(set);
        }
    }

    /** Suspends tenants, all those of before may go on; nodes ask every few seconds. */
    public void suspend(TenantId... tenants) {
        synchronized (quotas) {
            quotas.clearSuspended();
            List.of(tenants).forEach(tenant -> quotas.addSuspended(tenant.value()));
        }
    }

    private ShareQuotasResponse shares() {
        synchronized (quotas) {
            return quotas.build();
        }
    }

    /** From now on nothing can be asked. */
    public void away() {
        away = true;
    }

    /** It can be asked again. */
    public void back() {
        away = false;
    }

    public int asked(String action) {
        return asked.getOrDefault(action, 0);
    }

    @Override
    public Message ask(String action, Caller caller, Message request) {
        if (away) {
            throw new Fault("ServiceUnavailable", "gone");
        }
        asked.merge(action, 1, Integer::sum);
        return switch (action) {
            case "ResolveStateMachine" -> resolve(((ResolveStateMachineRequest) request).getStateMachineArn());
            case "DescribeRevision" ->
                Optional.ofNullable(revisions.get(((DescribeRevisionRequest) request).getRevisionId()))
                        .orElseThrow();
            case "ResolveMockProfile" -> profile((ResolveMockProfileRequest) request);
            case "DescribeMockRevision" ->
                DescribeMockRevisionResponse.newBuilder()
                        .setStates(
                                Optional.ofNullable(mocks.get(((DescribeMockRevisionRequest) request).getRevisionId()))
                                        .orElseThrow())
                        .build();
            case "ResolveActivity" -> activity((ResolveActivityRequest) request);
            case "ResolveFunctionEndpoint" -> {
                ResolveFunctionEndpointResponse.Builder answer = ResolveFunctionEndpointResponse.newBuilder();
                endpoint.ifPresent(answer::setEndpoint);
                yield answer.build();
            }
            case "ResolveAwsService" -> service(caller, ((ResolveAwsServiceRequest) request).getService());
            case QuotaDesk.SHARE -> shares();
            case QuotaDesk.OWN -> own(caller.tenant());
            case QuotaDesk.REPORT -> ReportQuotaUseResponse.getDefaultInstance();
            default -> swf.answer(action, request);
        };
    }

    private Message own(TenantId tenant) {
        ListQuotasResponse.Builder answer = ListQuotasResponse.newBuilder();
        shares().getSetList().stream()
                .filter(set -> set.getTenant() == tenant.value())
                .forEach(set -> answer.addQuotas(
                        Quota.newBuilder().setName(set.getName()).setSize(set.getSize())));
        return answer.build();
    }

    private Message resolve(String arn) {
        String id = newest.get(arn);
        if (id == null) {
            throw new Fault("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
        }
        return ResolveStateMachineResponse.newBuilder()
                .setRevisionId(id)
                .setStatus(deleting.contains(arn) ? "DELETING" : "ACTIVE")
                .setType(express.contains(arn) ? "EXPRESS" : "STANDARD")
                .setPriority(priorities.getOrDefault(arn, 0))
                .build();
    }

    private Message profile(ResolveMockProfileRequest request) {
        String name = request.getStateMachineArn() + "#" + request.getProfileName();
        String id = profiles.get(name);
        if (id == null) {
            throw new Fault("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + name + "'");
        }
        return ResolveMockProfileResponse.newBuilder().setRevisionId(id).build();
    }

    private Message activity(ResolveActivityRequest request) {
        if (!activities.contains(request.getActivityArn())) {
            throw new Fault("ActivityDoesNotExist", "Activity Does Not Exist: '" + request.getActivityArn() + "'");
        }
        return ResolveActivityResponse.getDefaultInstance();
    }
}
