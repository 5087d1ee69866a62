package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.ActivityType;
import dev.stepwell.contracts.swf.v1.ActivityTypeConfiguration;
import dev.stepwell.contracts.swf.v1.ActivityTypeInfo;
import dev.stepwell.contracts.swf.v1.DeleteActivityTypeRequest;
import dev.stepwell.contracts.swf.v1.DeleteActivityTypeResponse;
import dev.stepwell.contracts.swf.v1.DeprecateActivityTypeRequest;
import dev.stepwell.contracts.swf.v1.DeprecateActivityTypeResponse;
import dev.stepwell.contracts.swf.v1.DescribeActivityTypeRequest;
import dev.stepwell.contracts.swf.v1.DescribeActivityTypeResponse;
import dev.stepwell.contracts.swf.v1.ListActivityTypesRequest;
import dev.stepwell.contracts.swf.v1.ListActivityTypesResponse;
import dev.stepwell.contracts.swf.v1.RegisterActivityTypeRequest;
import dev.stepwell.contracts.swf.v1.RegisterActivityTypeResponse;
import dev.stepwell.contracts.swf.v1.TaskList;
import dev.stepwell.contracts.swf.v1.UndeprecateActivityTypeRequest;
import dev.stepwell.contracts.swf.v1.UndeprecateActivityTypeResponse;
import dev.stepwell.control.domains.RegistrationStatus;
import dev.stepwell.control.domains.SwfPages;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.types.RegisteredType;
import dev.stepwell.control.types.TypeDefault;
import dev.stepwell.control.types.TypeDefaults;
import dev.stepwell.control.types.TypeName;
import dev.stepwell.control.types.Types;

/** SWF's actions on activity types. */
final class ActivityTypeActions {
    private final Types types;

    ActivityTypeActions(Types types) {
        this.types = types;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("swf.RegisterActivityType", RegisterActivityTypeRequest.class, this::register)
                .add("swf.DescribeActivityType", DescribeActivityTypeRequest.class, this::describe)
                .add("swf.ListActivityTypes", ListActivityTypesRequest.class, this::list)
                .add("swf.DeprecateActivityType", DeprecateActivityTypeRequest.class, this::deprecate)
                .add("swf.UndeprecateActivityType", UndeprecateActivityTypeRequest.class, this::undeprecate)
                .add("swf.DeleteActivityType", DeleteActivityTypeRequest.class, this::delete)
                .build();
    }

    private RegisterActivityTypeResponse register(Caller caller, RegisterActivityTypeRequest request) {
        TypeDefaults defaults = TypeDefaults.builder()
                .put(TypeDefault.TASK_START_TO_CLOSE, request.getDefaultTaskStartToCloseTimeout())
                .put(TypeDefault.TASK_HEARTBEAT, request.getDefaultTaskHeartbeatTimeout())
                .put(TypeDefault.TASK_PRIORITY, request.getDefaultTaskPriority())
                .put(TypeDefault.TASK_SCHEDULE_TO_START, request.getDefaultTaskScheduleToStartTimeout())
                .put(TypeDefault.TASK_SCHEDULE_TO_CLOSE, request.getDefaultTaskScheduleToCloseTimeout())
                .put(TypeDefault.TASK_LIST, request.getDefaultTaskList().getName())
                .build();
        types.register(
                caller,
                request.getDomain(),
                new TypeName(request.getName(), request.getVersion()),
                Translation.present(request.hasDescription(), request.getDescription()),
                defaults);
        return RegisterActivityTypeResponse.getDefaultInstance();
    }

    private DescribeActivityTypeResponse describe(Caller caller, DescribeActivityTypeRequest request) {
        RegisteredType type = types.describe(caller, request.getDomain(), name(request.getActivityType()));
        return DescribeActivityTypeResponse.newBuilder()
                .setTypeInfo(info(type))
                .setConfiguration(configuration(type.defaults()))
                .build();
    }

    private ListActivityTypesResponse list(Caller caller, ListActivityTypesRequest request) {
        Page<RegisteredType> page = types.list(
                caller,
                request.getDomain(),
                RegistrationStatus.valueOf(request.getRegistrationStatus()),
                Translation.present(request.hasName(), request.getName()),
                new SwfPages(
                        request.getMaximumPageSize(),
                        Translation.present(request.hasNextPageToken(), request.getNextPageToken()),
                        request.getReverseOrder()));
        ListActivityTypesResponse.Builder answer = ListActivityTypesResponse.newBuilder();
        page.items().forEach(type -> answer.addTypeInfos(info(type)));
        page.nextToken().ifPresent(answer::setNextPageToken);
        return answer.build();
    }

    private DeprecateActivityTypeResponse deprecate(Caller caller, DeprecateActivityTypeRequest request) {
        types.deprecate(caller, request.getDomain(), name(request.getActivityType()));
        return DeprecateActivityTypeResponse.getDefaultInstance();
    }

    private UndeprecateActivityTypeResponse undeprecate(Caller caller, UndeprecateActivityTypeRequest request) {
        types.undeprecate(caller, request.getDomain(), name(request.getActivityType()));
        return UndeprecateActivityTypeResponse.getDefaultInstance();
    }

    private DeleteActivityTypeResponse delete(Caller caller, DeleteActivityTypeRequest request) {
        types.delete(caller, request.getDomain(), name(request.getActivityType()));
        return DeleteActivityTypeResponse.getDefaultInstance();
    }

    private static TypeName name(ActivityType type) {
        return new TypeName(type.getName(), type.getVersion());
    }

    private static ActivityTypeInfo info(RegisteredType type) {
        ActivityTypeInfo.Builder info = ActivityTypeInfo.newBuilder()
                .setActivityType(ActivityType.newBuilder()
                        .setName(type.type().name())
                        .setVersion(type.type().version()))
                .setStatus(type.status().name())
                .setCreationDate(Translation.timestamp(type.createdAt()));
        type.description().ifPresent(info::setDescription);
        type.deprecatedAt().map(Translation::timestamp).ifPresent(info::setDeprecationDate);
        return info.build();
    }

    private static ActivityTypeConfiguration configuration(TypeDefaults defaults) {
        ActivityTypeConfiguration.Builder answer = ActivityTypeConfiguration.newBuilder();
        defaults.get(TypeDefault.TASK_START_TO_CLOSE).ifPresent(answer::setDefaultTaskStartToCloseTimeout);
        defaults.get(TypeDefault.TASK_HEARTBEAT).ifPresent(answer::setDefaultTaskHeartbeatTimeout);
        defaults.get(TypeDefault.TASK_PRIORITY).ifPresent(answer::setDefaultTaskPriority);
        defaults.get(TypeDefault.TASK_SCHEDULE_TO_START).ifPresent(answer::setDefaultTaskScheduleToStartTimeout);
        defaults.get(TypeDefault.TASK_SCHEDULE_TO_CLOSE).ifPresent(answer::setDefaultTaskScheduleToCloseTimeout);
        defaults.get(TypeDefault.TASK_LIST)
                .ifPresent(
                        name -> answer.setDefaultTaskList(TaskList.newBuilder().setName(name)));
        return answer.build();
    }
}
