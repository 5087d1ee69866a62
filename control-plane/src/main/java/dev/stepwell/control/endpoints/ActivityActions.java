package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.ActivityListItem;
import dev.stepwell.contracts.sfn.v1.CreateActivityRequest;
import dev.stepwell.contracts.sfn.v1.CreateActivityResponse;
import dev.stepwell.contracts.sfn.v1.DeleteActivityRequest;
import dev.stepwell.contracts.sfn.v1.DeleteActivityResponse;
import dev.stepwell.contracts.sfn.v1.DescribeActivityRequest;
import dev.stepwell.contracts.sfn.v1.DescribeActivityResponse;
import dev.stepwell.contracts.sfn.v1.ListActivitiesRequest;
import dev.stepwell.contracts.sfn.v1.ListActivitiesResponse;
import dev.stepwell.control.activities.Activities;
import dev.stepwell.control.activities.Activity;
import dev.stepwell.control.paging.Page;
import java.util.Optional;

/** The actions on activities; tasks are the execution plane's. */
final class ActivityActions {
    private final Activities activities;

    ActivityActions(Activities activities) {
        this.activities = activities;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("CreateActivity", CreateActivityRequest.class, this::create)
                .add("DescribeActivity", DescribeActivityRequest.class, this::describe)
                .add("ListActivities", ListActivitiesRequest.class, this::list)
                .add("DeleteActivity", DeleteActivityRequest.class, this::delete)
                .build();
    }

    private CreateActivityResponse create(Caller caller, CreateActivityRequest request) {
        Translation.checkEncryption(request.hasEncryptionConfiguration(), request.getEncryptionConfiguration());
        Activity made = activities.create(caller, request.getName(), Translation.tags(request.getTagsList()));
        return CreateActivityResponse.newBuilder()
                .setActivityArn(made.arn().toString())
                .setCreationDate(Translation.timestamp(made.createdAt()))
                .build();
    }

    private DescribeActivityResponse describe(Caller caller, DescribeActivityRequest request) {
        Activity found = activities.describe(caller, request.getActivityArn());
        return DescribeActivityResponse.newBuilder()
                .setActivityArn(found.arn().toString())
                .setName(found.arn().name())
                .setCreationDate(Translation.timestamp(found.createdAt()))
                .setEncryptionConfiguration(Translation.encryption())
                .build();
    }

    private ListActivitiesResponse list(Caller caller, ListActivitiesRequest request) {
        Page<Activity> page = activities.list(
                caller,
                request.getMaxResults(),
                request.hasNextToken() ? Optional.of(request.getNextToken()) : Optional.empty());
        ListActivitiesResponse.Builder answer = ListActivitiesResponse.newBuilder();
        page.items()
                .forEach(activity -> answer.addActivities(ActivityListItem.newBuilder()
                        .setActivityArn(activity.arn().toString())
                        .setName(activity.arn().name())
                        .setCreationDate(Translation.timestamp(activity.createdAt()))));
        page.nextToken().ifPresent(answer::setNextToken);
        return answer.build();
    }

    private DeleteActivityResponse delete(Caller caller, DeleteActivityRequest request) {
        activities.delete(caller, request.getActivityArn());
        return DeleteActivityResponse.getDefaultInstance();
    }
}
