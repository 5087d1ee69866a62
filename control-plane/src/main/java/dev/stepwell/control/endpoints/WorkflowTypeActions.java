package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.DeleteWorkflowTypeRequest;
import dev.stepwell.contracts.swf.v1.DeleteWorkflowTypeResponse;
import dev.stepwell.contracts.swf.v1.DeprecateWorkflowTypeRequest;
import dev.stepwell.contracts.swf.v1.DeprecateWorkflowTypeResponse;
import dev.stepwell.contracts.swf.v1.DescribeWorkflowTypeRequest;
import dev.stepwell.contracts.swf.v1.DescribeWorkflowTypeResponse;
import dev.stepwell.contracts.swf.v1.ListWorkflowTypesRequest;
import dev.stepwell.contracts.swf.v1.ListWorkflowTypesResponse;
import dev.stepwell.contracts.swf.v1.RegisterWorkflowTypeRequest;
import dev.stepwell.contracts.swf.v1.RegisterWorkflowTypeResponse;
import dev.stepwell.contracts.swf.v1.TaskList;
import dev.stepwell.contracts.swf.v1.UndeprecateWorkflowTypeRequest;
import dev.stepwell.contracts.swf.v1.UndeprecateWorkflowTypeResponse;
import dev.stepwell.contracts.swf.v1.WorkflowType;
import dev.stepwell.contracts.swf.v1.WorkflowTypeConfiguration;
import dev.stepwell.contracts.swf.v1.WorkflowTypeInfo;
import dev.stepwell.control.domains.RegistrationStatus;
import dev.stepwell.control.domains.SwfPages;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.types.RegisteredType;
import dev.stepwell.control.types.TypeDefault;
import dev.stepwell.control.types.TypeDefaults;
import dev.stepwell.control.types.TypeName;
import dev.stepwell.control.types.Types;

/** SWF's actions on workflow types. */
final class WorkflowTypeActions {
    private final Types types;

    WorkflowTypeActions(Types types) {
        this.types = types;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("swf.RegisterWorkflowType", RegisterWorkflowTypeRequest.class, this::register)
                .add("swf.DescribeWorkflowType", DescribeWorkflowTypeRequest.class, this::describe)
                .add("swf.ListWorkflowTypes", ListWorkflowTypesRequest.class, this::list)
                .add("swf.DeprecateWorkflowType", DeprecateWorkflowTypeRequest.class, this::deprecate)
                .add("swf.UndeprecateWorkflowType", UndeprecateWorkflowTypeRequest.class, this::undeprecate)
                .add("swf.DeleteWorkflowType", DeleteWorkflowTypeRequest.class, this::delete)
                .build();
    }

    private RegisterWorkflowTypeResponse register(Caller caller, RegisterWorkflowTypeRequest request) {
        TypeDefaults defaults = TypeDefaults.builder()
                .put(TypeDefault.TASK_START_TO_CLOSE, request.getDefaultTaskStartToCloseTimeout())
                .put(TypeDefault.EXECUTION_START_TO_CLOSE, request.getDefaultExecutionStartToCloseTimeout())
                .put(TypeDefault.TASK_PRIORITY, request.getDefaultTaskPriority())
                .put(TypeDefault.CHILD_POLICY, request.getDefaultChildPolicy())
                .put(TypeDefault.LAMBDA_ROLE, request.getDefaultLambdaRole())
                .put(TypeDefault.TASK_LIST, request.getDefaultTaskList().getName())
                .build();
        types.register(
                caller,
                request.getDomain(),
                new TypeName(request.getName(), request.getVersion()),
                Translation.present(request.hasDescription(), request.getDescription()),
                defaults);
        return RegisterWorkflowTypeResponse.getDefaultInstance();
    }

    private DescribeWorkflowTypeResponse describe(Caller caller, DescribeWorkflowTypeRequest request) {
        RegisteredType type = types.describe(caller, request.getDomain(), name(request.getWorkflowType()));
        return DescribeWorkflowTypeResponse.newBuilder()
                .setTypeInfo(info(type))
                .setConfiguration(configuration(type.defaults()))
                .build();
    }

    private ListWorkflowTypesResponse list(Caller caller, ListWorkflowTypesRequest request) {
        Page<RegisteredType> page = types.list(
                caller,
                request.getDomain(),
                RegistrationStatus.valueOf(request.getRegistrationStatus()),
                Translation.present(request.hasName(), request.getName()),
                new SwfPages(
                        request.getMaximumPageSize(),
                        Translation.present(request.hasNextPageToken(), request.getNextPageToken()),
                        request.getReverseOrder()));
        ListWorkflowTypesResponse.Builder answer = ListWorkflowTypesResponse.newBuilder();
        page.items().forEach(type -> answer.addTypeInfos(info(type)));
        page.nextToken().ifPresent(answer::setNextPageToken);
        return answer.build();
    }

    private DeprecateWorkflowTypeResponse deprecate(Caller caller, DeprecateWorkflowTypeRequest request) {
        types.deprecate(caller, request.getDomain(), name(request.getWorkflowType()));
        return DeprecateWorkflowTypeResponse.getDefaultInstance();
    }

    private UndeprecateWorkflowTypeResponse undeprecate(Caller caller, UndeprecateWorkflowTypeRequest request) {
        types.undeprecate(caller, request.getDomain(), name(request.getWorkflowType()));
        return UndeprecateWorkflowTypeResponse.getDefaultInstance();
    }

    private DeleteWorkflowTypeResponse delete(Caller caller, DeleteWorkflowTypeRequest request) {
        types.delete(caller, request.getDomain(), name(request.getWorkflowType()));
        return DeleteWorkflowTypeResponse.getDefaultInstance();
    }

    private static TypeName name(WorkflowType type) {
        return new TypeName(type.getName(), type.getVersion());
    }

    private static WorkflowTypeInfo info(RegisteredType type) {
        WorkflowTypeInfo.Builder info = WorkflowTypeInfo.newBuilder()
                .setWorkflowType(WorkflowType.newBuilder()
                        .setName(type.type().name())
                        .setVersion(type.type().version()))
                .setStatus(type.status().name())
                .setCreationDate(Translation.timestamp(type.createdAt()));
        type.description().ifPresent(info::setDescription);
        type.deprecatedAt().map(Translation::timestamp).ifPresent(info::setDeprecationDate);
        return info.build();
    }

    private static WorkflowTypeConfiguration configuration(TypeDefaults defaults) {
        WorkflowTypeConfiguration.Builder answer = WorkflowTypeConfiguration.newBuilder();
        defaults.get(TypeDefault.TASK_START_TO_CLOSE).ifPresent(answer::setDefaultTaskStartToCloseTimeout);
        defaults.get(TypeDefault.EXECUTION_START_TO_CLOSE).ifPresent(answer::setDefaultExecutionStartToCloseTimeout);
        defaults.get(TypeDefault.TASK_PRIORITY).ifPresent(answer::setDefaultTaskPriority);
        defaults.get(TypeDefault.CHILD_POLICY).ifPresent(answer::setDefaultChildPolicy);
        defaults.get(TypeDefault.LAMBDA_ROLE).ifPresent(answer::setDefaultLambdaRole);
        defaults.get(TypeDefault.TASK_LIST)
                .ifPresent(
                        name -> answer.setDefaultTaskList(TaskList.newBuilder().setName(name)));
        return answer.build();
    }
}
