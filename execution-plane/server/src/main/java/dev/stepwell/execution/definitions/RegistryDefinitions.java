package dev.stepwell.execution.definitions;

import dev.stepwell.asl.mock.MockReader;
import dev.stepwell.asl.mock.MockRefusal;
import dev.stepwell.asl.mock.Mocks;
import dev.stepwell.asl.model.MachineType;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.DescribeMockRevisionRequest;
import dev.stepwell.contracts.internal.v1.DescribeMockRevisionResponse;
import dev.stepwell.contracts.internal.v1.DescribeRevisionRequest;
import dev.stepwell.contracts.internal.v1.DescribeRevisionResponse;
import dev.stepwell.contracts.internal.v1.ResolveActivityRequest;
import dev.stepwell.contracts.internal.v1.ResolveFunctionEndpointRequest;
import dev.stepwell.contracts.internal.v1.ResolveFunctionEndpointResponse;
import dev.stepwell.contracts.internal.v1.ResolveMockProfileRequest;
import dev.stepwell.contracts.internal.v1.ResolveMockProfileResponse;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineRequest;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a {@link Registry} and remembers: revisions by id for as long as there is room, pointers for a second; never that something is not
 * there, and never which version an alias drew.
 */
public final class RegistryDefinitions implements Definitions {
    private static final Duration POINTER_LIFE = Duration.ofSeconds(1);
    private static final int POINTERS = 10_000;

    /** Mocks are for tests: they take an eighth of what definitions may take, beside them. */
    private static final int MOCKS_SHARE = 8;

    /** How many bytes a character of JSON takes about, when it is read. */
    private static final long PER_CHARACTER = 8;

    private final Registry registry;
    private final Optional<URI> defaultEndpoint;
    private final Recent<Named, ResolveStateMachineResponse> machines;
    private final Recent<Named, Boolean> activities;
    private final Recent<TenantId, Optional<URI>> endpoints;
    private final Immutable<Named, Revision> revisions;
    private final Immutable<Named, Mocks> mocks;

    /**
     * Remembers nothing yet.
     *
     * @param defaultEndpoint where functions of tenants without an endpoint of their own are invoked
     * @param revisionBytes how many bytes of definitions are remembered
     */
    public RegistryDefinitions(Registry registry, Clock clock, Optional<URI> defaultEndpoint, long revisionBytes) {
        this.registry = registry;
        this.defaultEndpoint = defaultEndpoint;
        this.revisions = new Immutable<>(revisionBytes);
        this.mocks = new Immutable<>(revisionBytes / MOCKS_SHARE);
        this.machines = new Recent<>(clock, POINTER_LIFE, POINTERS);
        this.activities = new Recent<>(clock, POINTER_LIFE, POINTERS);
        this.endpoints = new Recent<>(clock, POINTER_LIFE, POINTERS);
    }

    private record Named(TenantId tenant, String name) {}

    @Override
    public ResolveStateMachineResponse resolve(Caller caller, String stateMachineArn) {
        Named key = new Named(caller.tenant(), stateMachineArn);
        Optional<ResolveStateMachineResponse> known = machines.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        ResolveStateMachineRequest request = ResolveStateMachineRequest.newBuilder()
                .setStateMachineArn(stateMachineArn)
                .build();
        ResolveStateMachineResponse answer =
                (ResolveStateMachineResponse) registry.ask("ResolveStateMachine", caller, request);
        if (!answer.hasAliasArn()) {
            machines.put(key, answer);
        }
        return answer;
    }

    @Override
    public Revision revision(Caller caller, String revisionId) {
        Named key = new Named(caller.tenant(), revisionId);
        Optional<Revision> known = revisions.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        DescribeRevisionRequest request =
                DescribeRevisionRequest.newBuilder().setRevisionId(revisionId).build();
        Revision revision = read((DescribeRevisionResponse) registry.ask("DescribeRevision", caller, request));
        revisions.put(key, revision, size(revision));
        return revision;
    }

    private static Revision read(DescribeRevisionResponse described) {
        MachineType type = MachineType.valueOf(described.getType());
        return switch (DefinitionReader.read(described.getDefinition(), type)) {
            case ReadResult.Ok ok -> new Revision(described, ok.definition());
            case ReadResult.Refused refused ->
                throw new IllegalStateException("the definition of revision " + described.getRevisionId()
                        + " cannot be read any more: " + refused.findings());
        };
    }

    /** A definition takes about as much again when it is read, several times over. */
    private static long size(Revision revision) {
        return 1_024 + PER_CHARACTER * revision.described().getDefinition().length();
    }

    /** Never remembered: whoever puts a profile and starts an execution with it means what was just put. */
    @Override
    public String mockRevision(Caller caller, String stateMachineArn, String profile) {
        ResolveMockProfileRequest request = ResolveMockProfileRequest.newBuilder()
                .setStateMachineArn(stateMachineArn)
                .setProfileName(profile)
                .build();
        return ((ResolveMockProfileResponse) registry.ask("ResolveMockProfile", caller, request)).getRevisionId();
    }

    @Override
    public Mocks mocks(Caller caller, String mockRevisionId) {
        Named key = new Named(caller.tenant(), mockRevisionId);
        Optional<Mocks> known = mocks.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        DescribeMockRevisionRequest request = DescribeMockRevisionRequest.newBuilder()
                .setRevisionId(mockRevisionId)
                .build();
        String text =
                ((DescribeMockRevisionResponse) registry.ask("DescribeMockRevision", caller, request)).getStates();
        try {
            Mocks read = MockReader.read(text);
            mocks.put(key, read, PER_CHARACTER * text.length());
            return read;
        } catch (MockRefusal why) {
            throw new IllegalStateException("mock revision " + mockRevisionId + " cannot be read any more", why);
        }
    }

    @Override
    public Optional<URI> functionEndpoint(Caller caller) {
        Optional<Optional<URI>> known = endpoints.find(caller.tenant());
        if (known.isPresent()) {
            return known.get();
        }
        try {
            ResolveFunctionEndpointResponse answer = (ResolveFunctionEndpointResponse) registry.ask(
                    "ResolveFunctionEndpoint", caller, ResolveFunctionEndpointRequest.getDefaultInstance());
            Optional<URI> endpoint =
                    answer.hasEndpoint() ? Optional.of(URI.create(answer.getEndpoint())) : defaultEndpoint;
            if (endpoint.isPresent()) {
                endpoints.put(caller.tenant(), endpoint);
            }
            return endpoint;
        } catch (RuntimeException e) { // A running execution does not fail because the control plane is away.
            return endpoints
                    .last(caller.tenant())
                    .orElseThrow(() -> new NotDone.Unavailable("the endpoint cannot be had: " + e.getMessage()));
        }
    }

    @Override
    public void requireActivity(Caller caller, String activityArn) {
        Named key = new Named(caller.tenant(), activityArn);
        if (activities.find(key).isPresent()) {
            return;
        }
        registry.ask(
                "ResolveActivity",
                caller,
                ResolveActivityRequest.newBuilder().setActivityArn(activityArn).build());
        activities.put(key, true);
    }
}
