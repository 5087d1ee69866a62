package dev.stepwell.control.endpoints;

import dev.stepwell.asl.model.MachineType;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.ListStateMachinesRequest;
import dev.stepwell.contracts.sfn.v1.ListStateMachinesResponse;
import dev.stepwell.contracts.sfn.v1.StateMachineListItem;
import dev.stepwell.contracts.sfn.v1.TracingConfiguration;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineResponse;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.statemachines.Blueprint;
import dev.stepwell.control.statemachines.CreateMachine;
import dev.stepwell.control.statemachines.Logging;
import dev.stepwell.control.statemachines.MachineAnswers.Created;
import dev.stepwell.control.statemachines.MachineAnswers.Described;
import dev.stepwell.control.statemachines.MachineAnswers.Listed;
import dev.stepwell.control.statemachines.MachineAnswers.Updated;
import dev.stepwell.control.statemachines.StateMachines;
import dev.stepwell.control.statemachines.UpdateMachine;
import java.util.Optional;

/** The actions on state machines. */
final class MachineActions {
    private static final String METADATA_ONLY = "METADATA_ONLY";

    private final StateMachines machines;

    MachineActions(StateMachines machines) {
        this.machines = machines;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("CreateStateMachine", CreateStateMachineRequest.class, this::create)
                .add("UpdateStateMachine", UpdateStateMachineRequest.class, this::update)
                .add("DescribeStateMachine", DescribeStateMachineRequest.class, this::describe)
                .add("ListStateMachines", ListStateMachinesRequest.class, this::list)
                .add("DeleteStateMachine", DeleteStateMachineRequest.class, this::delete)
                .build();
    }

    private CreateStateMachineResponse create(Caller caller, CreateStateMachineRequest request) {
        Translation.checkEncryption(request.hasEncryptionConfiguration(), request.getEncryptionConfiguration());
        Created made = machines.create(
                caller,
                new CreateMachine(
                        request.getName(),
                        request.hasType() ? CreateMachine.type(request.getType()) : MachineType.STANDARD,
                        new Blueprint(
                                request.getDefinition(),
                                request.getRoleArn(),
                                request.hasLoggingConfiguration()
                                        ? Translation.logging(request.getLoggingConfiguration())
                                        : Logging.OFF,
                                Translation.tracing(
                                                request.hasTracingConfiguration(), request.getTracingConfiguration())
                                        .orElse(false)),
                        request.getPublish(),
                        Translation.present(request.hasVersionDescription(), request.getVersionDescription()),
                        Translation.tags(request.getTagsList())));
        CreateStateMachineResponse.Builder answer = CreateStateMachineResponse.newBuilder()
                .setStateMachineArn(made.arn().toString())
                .setCreationDate(Translation.timestamp(made.createdAt()));
        made.versionArn().ifPresent(arn -> answer.setStateMachineVersionArn(arn.toString()));
        return answer.build();
    }

    private UpdateStateMachineResponse update(Caller caller, UpdateStateMachineRequest request) {
        Translation.checkEncryption(request.hasEncryptionConfiguration(), request.getEncryptionConfiguration());
        Updated changed = machines.update(
                caller,
                new UpdateMachine(
                        request.getStateMachineArn(),
                        Translation.present(request.hasDefinition(), request.getDefinition()),
                        Translation.present(request.hasRoleArn(), request.getRoleArn()),
                        request.hasLoggingConfiguration()
                                ? Optional.of(Translation.logging(request.getLoggingConfiguration()))
                                : Optional.empty(),
                        Translation.tracing(request.hasTracingConfiguration(), request.getTracingConfiguration()),
                        request.hasEncryptionConfiguration(),
                        request.getPublish(),
                        Translation.present(request.hasVersionDescription(), request.getVersionDescription())),
                expected(caller));
        UpdateStateMachineResponse.Builder answer =
                UpdateStateMachineResponse.newBuilder().setUpdateDate(Translation.timestamp(changed.updatedAt()));
        changed.revisionId().ifPresent(id -> answer.setRevisionId(id.toString()));
        changed.versionArn().ifPresent(arn -> answer.setStateMachineVersionArn(arn.toString()));
        return answer.build();
    }

    private DescribeStateMachineResponse describe(Caller caller, DescribeStateMachineRequest request) {
        return print(
                machines.describe(caller, request.getStateMachineArn()),
                request.getIncludedData().equals(METADATA_ONLY));
    }

    private static Precondition<Described> expected(Caller caller) {
        return Precondition.of(caller, found -> print(found, false));
    }

    private static DescribeStateMachineResponse print(Described found, boolean metadataOnly) {
        Blueprint blueprint = found.revision().blueprint();
        DescribeStateMachineResponse.Builder answer = DescribeStateMachineResponse.newBuilder()
                .setStateMachineArn(found.arn().toString())
                .setName(found.arn().name())
                .setStatus(found.status())
                .setRoleArn(blueprint.roleArn())
                .setType(found.revision().type().name())
                .setCreationDate(Translation.timestamp(found.createdAt()))
                .setLoggingConfiguration(Translation.logging(blueprint.logging()))
                .setTracingConfiguration(TracingConfiguration.newBuilder().setEnabled(blueprint.tracing()))
                .setEncryptionConfiguration(Translation.encryption());
        if (metadataOnly) {
            answer.setDefinition("{}"); // the member is required (API reference, DescribeStateMachine)
        } else {
            answer.setDefinition(blueprint.definition());
            answer.addAllVariableReferences(Translation.variableReferences(blueprint.definition()));
        }
        found.revision().publicId().ifPresent(id -> answer.setRevisionId(id.toString()));
        found.description().ifPresent(answer::setDescription);
        return answer.build();
    }

    private ListStateMachinesResponse list(Caller caller, ListStateMachinesRequest request) {
        Page<Listed> page = machines.list(
                caller, request.getMaxResults(), Translation.present(request.hasNextToken(), request.getNextToken()));
        ListStateMachinesResponse.Builder answer = ListStateMachinesResponse.newBuilder();
        page.items()
                .forEach(machine -> answer.addStateMachines(StateMachineListItem.newBuilder()
                        .setStateMachineArn(machine.arn().toString())
                        .setName(machine.arn().name())
                        .setType(machine.type().name())
                        .setCreationDate(Translation.timestamp(machine.createdAt()))));
        page.nextToken().ifPresent(answer::setNextToken);
        return answer.build();
    }

    private DeleteStateMachineResponse delete(Caller caller, DeleteStateMachineRequest request) {
        machines.delete(caller, request.getStateMachineArn(), expected(caller));
        return DeleteStateMachineResponse.getDefaultInstance();
    }
}
