package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineVersionRequest;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineVersionResponse;
import dev.stepwell.contracts.sfn.v1.ListStateMachineVersionsRequest;
import dev.stepwell.contracts.sfn.v1.ListStateMachineVersionsResponse;
import dev.stepwell.contracts.sfn.v1.PublishStateMachineVersionRequest;
import dev.stepwell.contracts.sfn.v1.PublishStateMachineVersionResponse;
import dev.stepwell.contracts.sfn.v1.StateMachineVersionListItem;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.statemachines.MachineAnswers.Version;
import dev.stepwell.control.statemachines.Versions;

/** The actions on versions of state machines. */
final class VersionActions {
    private final Versions versions;

    VersionActions(Versions versions) {
        this.versions = versions;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("PublishStateMachineVersion", PublishStateMachineVersionRequest.class, this::publish)
                .add("ListStateMachineVersions", ListStateMachineVersionsRequest.class, this::list)
                .add("DeleteStateMachineVersion", DeleteStateMachineVersionRequest.class, this::delete)
                .build();
    }

    private PublishStateMachineVersionResponse publish(Caller caller, PublishStateMachineVersionRequest request) {
        Version version = versions.publish(
                caller,
                request.getStateMachineArn(),
                Translation.present(request.hasRevisionId(), request.getRevisionId()),
                Translation.present(request.hasDescription(), request.getDescription()));
        return PublishStateMachineVersionResponse.newBuilder()
                .setStateMachineVersionArn(version.arn().toString())
                .setCreationDate(Translation.timestamp(version.createdAt()))
                .build();
    }

    private ListStateMachineVersionsResponse list(Caller caller, ListStateMachineVersionsRequest request) {
        Page<Version> page = versions.list(
                caller,
                request.getStateMachineArn(),
                request.getMaxResults(),
                Translation.present(request.hasNextToken(), request.getNextToken()));
        ListStateMachineVersionsResponse.Builder answer = ListStateMachineVersionsResponse.newBuilder();
        page.items()
                .forEach(version -> answer.addStateMachineVersions(StateMachineVersionListItem.newBuilder()
                        .setStateMachineVersionArn(version.arn().toString())
                        .setCreationDate(Translation.timestamp(version.createdAt()))));
        page.nextToken().ifPresent(answer::setNextToken);
        return answer.build();
    }

    private DeleteStateMachineVersionResponse delete(Caller caller, DeleteStateMachineVersionRequest request) {
        versions.delete(caller, request.getStateMachineVersionArn());
        return DeleteStateMachineVersionResponse.getDefaultInstance();
    }
}
