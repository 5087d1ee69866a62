package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.DescribeRevisionRequest;
import dev.stepwell.contracts.internal.v1.DescribeRevisionResponse;
import dev.stepwell.contracts.internal.v1.ResolveActivityRequest;
import dev.stepwell.contracts.internal.v1.ResolveActivityResponse;
import dev.stepwell.contracts.internal.v1.ResolveFunctionEndpointRequest;
import dev.stepwell.contracts.internal.v1.ResolveFunctionEndpointResponse;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineRequest;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import dev.stepwell.control.activities.Activities;
import dev.stepwell.control.references.EncryptionRules;
import dev.stepwell.control.statemachines.Logging;
import dev.stepwell.control.statemachines.MachineAnswers.Resolved;
import dev.stepwell.control.statemachines.Revision;
import dev.stepwell.control.statemachines.Revisions;
import dev.stepwell.control.tenants.Tenant;
import dev.stepwell.control.tenants.Tenants;
import dev.stepwell.names.Arn;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the execution plane asks; never reached by clients. */
final class RegistryActions {
    private final Revisions revisions;
    private final Activities activities;
    private final Tenants tenants;

    RegistryActions(Revisions revisions, Activities activities, Tenants tenants) {
        this.revisions = revisions;
        this.activities = activities;
        this.tenants = tenants;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("ResolveStateMachine", ResolveStateMachineRequest.class, this::resolveMachine)
                .add("DescribeRevision", DescribeRevisionRequest.class, this::describeRevision)
                .add("ResolveActivity", ResolveActivityRequest.class, this::resolveActivity)
                .add("ResolveFunctionEndpoint", ResolveFunctionEndpointRequest.class, this::resolveFunctionEndpoint)
                .build();
    }

    private ResolveStateMachineResponse resolveMachine(Caller caller, ResolveStateMachineRequest request) {
        Resolved meant = revisions.resolve(caller, request.getStateMachineArn());
        ResolveStateMachineResponse.Builder answer = ResolveStateMachineResponse.newBuilder()
                .setRevisionId(meant.revisionId().toString())
                .setStatus(meant.status())
                .setType(meant.type().name())
                .setPriority(meant.priority());
        meant.versionArn().ifPresent(arn -> answer.setVersionArn(arn.toString()));
        meant.aliasArn().ifPresent(arn -> answer.setAliasArn(arn.toString()));
        return answer.build();
    }

    private DescribeRevisionResponse describeRevision(Caller caller, DescribeRevisionRequest request) {
        Revision revision = revisions.describe(caller, request.getRevisionId());
        Arn.StateMachine arn = new Arn.StateMachine(
                caller.region().value(), caller.account().value(), revision.machineName(), Optional.empty());
        DescribeRevisionResponse.Builder answer = DescribeRevisionResponse.newBuilder()
                .setRevisionId(revision.id().toString())
                .setStateMachineArn(arn.toString())
                .setName(revision.machineName())
                .setType(revision.type().name())
                .setDefinition(revision.blueprint().definition())
                .setRoleArn(revision.blueprint().roleArn())
                .setCreatedAt(revision.createdAt().toEpochMilli())
                .setLoggingConfiguration(json(revision.blueprint().logging()))
                .setTracingConfiguration("{\"enabled\":" + revision.blueprint().tracing() + "}")
                .setEncryptionConfiguration("{\"type\":\"" + EncryptionRules.OWNED + "\"}");
        revision.publicId().ifPresent(id -> answer.setPublicRevisionId(id.toString()));
        return answer.build();
    }

    private ResolveActivityResponse resolveActivity(Caller caller, ResolveActivityRequest request) {
        activities.describe(caller, request.getActivityArn());
        return ResolveActivityResponse.getDefaultInstance();
    }

    private ResolveFunctionEndpointResponse resolveFunctionEndpoint(
            Caller caller, ResolveFunctionEndpointRequest request) {
        ResolveFunctionEndpointResponse.Builder answer = ResolveFunctionEndpointResponse.newBuilder();
        tenants.find(caller.tenant()).flatMap(Tenant::functionEndpoint).ifPresent(answer::setEndpoint);
        return answer.build();
    }

    /** AWS JSON; nothing needs escaping, because the ARN of a log group that was accepted holds no such character. */
    private static String json(Logging logging) {
        String destinations = logging.destinations()
                .map(arns -> arns.stream()
                        .map(arn -> "{\"cloudWatchLogsLogGroup\":{\"logGroupArn\":\"" + arn + "\"}}")
                        .collect(Collectors.joining(",", ",\"destinations\":[", "]")))
                .orElse("");
        return "{\"level\":\"" + logging.level().name() + "\",\"includeExecutionData\":"
                + logging.includeExecutionData() + destinations + "}";
    }
}
