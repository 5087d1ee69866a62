package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ResolveSwfActivityTypeRequest;
import dev.stepwell.contracts.internal.v1.ResolveSwfActivityTypeResponse;
import dev.stepwell.contracts.internal.v1.ResolveSwfDomainRequest;
import dev.stepwell.contracts.internal.v1.ResolveSwfDomainResponse;
import dev.stepwell.contracts.internal.v1.ResolveSwfWorkflowTypeRequest;
import dev.stepwell.contracts.internal.v1.ResolveSwfWorkflowTypeResponse;
import dev.stepwell.contracts.internal.v1.SwfActivityType;
import dev.stepwell.contracts.internal.v1.SwfWorkflowType;
import dev.stepwell.control.domains.Domain;
import dev.stepwell.control.domains.Domains;
import dev.stepwell.control.types.RegisteredType;
import dev.stepwell.control.types.TypeDefault;
import dev.stepwell.control.types.TypeDefaults;
import dev.stepwell.control.types.TypeName;
import dev.stepwell.control.types.Types;

/** What the execution plane asks about SWF; never reached by clients. */
final class SwfRegistryActions {
    private final Domains domains;
    private final Types workflowTypes;
    private final Types activityTypes;

    SwfRegistryActions(Domains domains, Types workflowTypes, Types activityTypes) {
        this.domains = domains;
        this.workflowTypes = workflowTypes;
        this.activityTypes = activityTypes;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("ResolveSwfDomain", ResolveSwfDomainRequest.class, this::domain)
                .add("ResolveSwfWorkflowType", ResolveSwfWorkflowTypeRequest.class, this::workflowType)
                .add("ResolveSwfActivityType", ResolveSwfActivityTypeRequest.class, this::activityType)
                .build();
    }

    private ResolveSwfDomainResponse domain(Caller caller, ResolveSwfDomainRequest request) {
        Domain domain = domains.describe(caller, request.getDomain());
        return ResolveSwfDomainResponse.newBuilder()
                .setStatus(domain.status().name())
                .setRetentionDays(domain.retention().inDays())
                .build();
    }

    private ResolveSwfWorkflowTypeResponse workflowType(Caller caller, ResolveSwfWorkflowTypeRequest request) {
        ResolveSwfWorkflowTypeResponse.Builder answer = ResolveSwfWorkflowTypeResponse.newBuilder();
        workflowTypes
                .find(caller, request.getDomain(), new TypeName(request.getName(), request.getVersion()))
                .map(SwfRegistryActions::workflowType)
                .ifPresent(answer::setType);
        return answer.build();
    }

    private static SwfWorkflowType workflowType(RegisteredType type) {
        SwfWorkflowType.Builder answer =
                SwfWorkflowType.newBuilder().setStatus(type.status().name());
        TypeDefaults defaults = type.defaults();
        defaults.get(TypeDefault.TASK_START_TO_CLOSE).ifPresent(answer::setDefaultTaskStartToCloseTimeout);
        defaults.get(TypeDefault.EXECUTION_START_TO_CLOSE).ifPresent(answer::setDefaultExecutionStartToCloseTimeout);
        defaults.get(TypeDefault.TASK_LIST).ifPresent(answer::setDefaultTaskList);
        defaults.get(TypeDefault.TASK_PRIORITY).ifPresent(answer::setDefaultTaskPriority);
        defaults.get(TypeDefault.CHILD_POLICY).ifPresent(answer::setDefaultChildPolicy);
        defaults.get(TypeDefault.LAMBDA_ROLE).ifPresent(answer::setDefaultLambdaRole);
        return answer.build();
    }

    private ResolveSwfActivityTypeResponse activityType(Caller caller, ResolveSwfActivityTypeRequest request) {
        ResolveSwfActivityTypeResponse.Builder answer = ResolveSwfActivityTypeResponse.newBuilder();
        activityTypes
                .find(caller, request.getDomain(), new TypeName(request.getName(), request.getVersion()))
                .map(SwfRegistryActions::activityType)
                .ifPresent(answer::setType);
        return answer.build();
    }

    private static SwfActivityType activityType(RegisteredType type) {
        SwfActivityType.Builder answer =
                SwfActivityType.newBuilder().setStatus(type.status().name());
        TypeDefaults defaults = type.defaults();
        defaults.get(TypeDefault.TASK_START_TO_CLOSE).ifPresent(answer::setDefaultTaskStartToCloseTimeout);
        defaults.get(TypeDefault.TASK_HEARTBEAT).ifPresent(answer::setDefaultTaskHeartbeatTimeout);
        defaults.get(TypeDefault.TASK_LIST).ifPresent(answer::setDefaultTaskList);
        defaults.get(TypeDefault.TASK_PRIORITY).ifPresent(answer::setDefaultTaskPriority);
        defaults.get(TypeDefault.TASK_SCHEDULE_TO_START).ifPresent(answer::setDefaultTaskScheduleToStartTimeout);
        defaults.get(TypeDefault.TASK_SCHEDULE_TO_CLOSE).ifPresent(answer::setDefaultTaskScheduleToCloseTimeout);
        return answer.build();
    }
}
