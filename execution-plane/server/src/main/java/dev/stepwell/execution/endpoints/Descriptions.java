package dev.stepwell.execution.endpoints;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.variables.VariableReferences;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.DescribeRevisionResponse;
import dev.stepwell.contracts.sfn.v1.CloudWatchEventsExecutionDataDetails;
import dev.stepwell.contracts.sfn.v1.CloudWatchLogsLogGroup;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineForExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineForExecutionResponse;
import dev.stepwell.contracts.sfn.v1.EncryptionConfiguration;
import dev.stepwell.contracts.sfn.v1.LogDestination;
import dev.stepwell.contracts.sfn.v1.LogDestinations;
import dev.stepwell.contracts.sfn.v1.LoggingConfiguration;
import dev.stepwell.contracts.sfn.v1.StateVariables;
import dev.stepwell.contracts.sfn.v1.TracingConfiguration;
import dev.stepwell.engine.turn.MapChild;
import dev.stepwell.engine.turn.Mocked;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.ports.ExecutionRow;
import java.time.Instant;
import java.util.Optional;

/** DescribeExecution and DescribeStateMachineForExecution. */
final class Descriptions {
    private final Executions executions;
    private final Definitions definitions;
    private final Redriving redriving;

    Descriptions(Executions executions, Definitions definitions, Redriving redriving) {
        this.executions = executions;
        this.definitions = definitions;
        this.redriving = redriving;
    }

    DescribeExecutionResponse execution(Caller caller, DescribeExecutionRequest request) {
        ExecutionRow row = executions.require(caller, request.getExecutionArn());
        StartFacts facts = row.facts();
        boolean all = !request.getIncludedData().equals("METADATA_ONLY");
        DescribeExecutionResponse.Builder answer = DescribeExecutionResponse.newBuilder()
                .setExecutionArn(facts.executionArn())
                .setStateMachineArn(facts.stateMachineArn())
                .setName(facts.name())
                .setStatus(row.status().name())
                .setStartDate(Times.of(row.startDate()))
                .setInputDetails(included(all))
                .setRedriveCount(row.redrives().count());
        row.stopDate().ifPresent(date -> answer.setStopDate(Times.of(date)));
        row.output().ifPresent(output -> answer.setOutputDetails(included(all)));
        if (all) {
            answer.setInput(row.input().text());
            row.output().ifPresent(output -> answer.setOutput(output.text()));
            row.error().ifPresent(answer::setError);
            row.cause().ifPresent(answer::setCause);
        }
        facts.traceHeader().ifPresent(answer::setTraceHeader);
        facts.mapChild().ifPresent(child -> answer.setMapRunArn(child.mapRunArn()));
        facts.mocked().map(Mocked::profile).ifPresent(answer::setMockProfile);
        facts.versionArn().ifPresent(answer::setStateMachineVersionArn);
        facts.aliasArn().ifPresent(answer::setStateMachineAliasArn);
        row.redrives().last().ifPresent(date -> answer.setRedriveDate(Times.of(date)));
        Optional<String> refusal = redriving.refusal(caller, row);
        answer.setRedriveStatus(refusal.isPresent() ? "NOT_REDRIVABLE" : "REDRIVABLE");
        refusal.ifPresent(answer::setRedriveStatusReason);
        return answer.build();
    }

    private static CloudWatchEventsExecutionDataDetails included(boolean included) {
        return CloudWatchEventsExecutionDataDetails.newBuilder()
                .setIncluded(included)
                .build();
    }

    DescribeStateMachineForExecutionResponse stateMachine(
            Caller caller, DescribeStateMachineForExecutionRequest request) {
        ExecutionRow row = executions.require(caller, request.getExecutionArn());
        DescribeRevisionResponse revision =
                definitions.revision(caller, row.facts().revisionId()).described();
        DescribeStateMachineForExecutionResponse.Builder answer = DescribeStateMachineForExecutionResponse.newBuilder()
                .setStateMachineArn(revision.getStateMachineArn())
                .setName(revision.getName())
                .setRoleArn(revision.getRoleArn())
                .setUpdateDate(Times.of(Instant.ofEpochMilli(revision.getCreatedAt())));
        row.facts().mapChild().ifPresent(child -> child(row.facts(), child, answer));
        if (request.getIncludedData().equals("METADATA_ONLY")) {
            answer.setDefinition("{}"); // the member is required
        } else {
            answer.setDefinition(revision.getDefinition());
            VariableReferences.of(revision.getDefinition())
                    .forEach((state, names) -> answer.addVariableReferences(
                            StateVariables.newBuilder().setState(state).addAllVariables(names)));
        }
        if (revision.hasPublicRevisionId()) {
            answer.setRevisionId(revision.getPublicRevisionId());
        }
        json(revision.getLoggingConfiguration()).map(Descriptions::logging).ifPresent(answer::setLoggingConfiguration);
        json(revision.getTracingConfiguration())
                .map(tracing -> TracingConfiguration.newBuilder()
                        .setEnabled(tracing.path("enabled").asBoolean())
                        .build())
                .ifPresent(answer::setTracingConfiguration);
        json(revision.getEncryptionConfiguration())
                .map(Descriptions::encryption)
                .ifPresent(answer::setEncryptionConfiguration);
        return answer.build();
    }

    /** A child of a map run is of the machine that its Map is called by. */
    private static void child(
            StartFacts facts, MapChild child, DescribeStateMachineForExecutionResponse.Builder answer) {
        String machine = facts.stateMachineName();
        answer.setStateMachineArn(facts.stateMachineArn())
                .setMapRunArn(child.mapRunArn())
                .setLabel(machine.substring(machine.indexOf('/') + 1));
    }

    private static Optional<JsonNode> json(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Json.parse(text));
    }

    private static LoggingConfiguration logging(JsonNode json) {
        LoggingConfiguration.Builder logging = LoggingConfiguration.newBuilder()
                .setLevel(json.path("level").asText("OFF"))
                .setIncludeExecutionData(json.path("includeExecutionData").asBoolean());
        if (json.has("destinations")) {
            LogDestinations.Builder destinations = LogDestinations.newBuilder();
            json.get("destinations")
                    .forEach(destination -> destinations.addItems(LogDestination.newBuilder()
                            .setCloudWatchLogsLogGroup(CloudWatchLogsLogGroup.newBuilder()
                                    .setLogGroupArn(destination
                                            .path("cloudWatchLogsLogGroup")
                                            .path("logGroupArn")
                                            .asText("")))));
            logging.setDestinations(destinations);
        }
        return logging.build();
    }

    private static EncryptionConfiguration encryption(JsonNode json) {
        EncryptionConfiguration.Builder encryption =
                EncryptionConfiguration.newBuilder().setType(json.path("type").asText("AWS_OWNED_KEY"));
        if (json.has("kmsKeyId")) {
            encryption.setKmsKeyId(json.get("kmsKeyId").asText());
        }
        if (json.has("kmsDataKeyReusePeriodSeconds")) {
            encryption.setKmsDataKeyReusePeriodSeconds(
                    json.get("kmsDataKeyReusePeriodSeconds").asInt());
        }
        return encryption.build();
    }
}
