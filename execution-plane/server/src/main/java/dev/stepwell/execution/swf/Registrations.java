package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.SwfActivityType;
import dev.stepwell.contracts.internal.v1.SwfWorkflowType;
import dev.stepwell.engine.decision.ActivityOptions;
import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.decision.WorkflowOptions;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.execution.definitions.SwfRegistry;
import java.util.Optional;

/** What is registered, in the machine's words. Asks the control plane, as far as it is not known; may wait, and throws its refusals. */
record Registrations(SwfRegistry registry) {
    private static final String DEPRECATED = "DEPRECATED";

    /** A workflow type with its defaults. */
    Registered<WorkflowOptions> workflow(Caller caller, String domain, SwfType type) {
        Optional<SwfWorkflowType> found = registry.workflowType(caller, domain, type.name(), type.version());
        if (found.isEmpty()) {
            return new Registered.Unknown<>();
        }
        return found.get().getStatus().equals(DEPRECATED)
                ? new Registered.Deprecated<>()
                : new Registered.Active<>(defaults(found.get()));
    }

    /** An activity type with its defaults. */
    Registered<ActivityOptions> activity(Caller caller, String domain, SwfType type) {
        Optional<SwfActivityType> found = registry.activityType(caller, domain, type.name(), type.version());
        if (found.isEmpty()) {
            return new Registered.Unknown<>();
        }
        return found.get().getStatus().equals(DEPRECATED)
                ? new Registered.Deprecated<>()
                : new Registered.Active<>(defaults(found.get()));
    }

    private static WorkflowOptions defaults(SwfWorkflowType type) {
        return new WorkflowOptions(
                given(type.hasDefaultTaskList(), type.getDefaultTaskList()),
                given(type.hasDefaultTaskPriority(), type.getDefaultTaskPriority()),
                given(type.hasDefaultExecutionStartToCloseTimeout(), type.getDefaultExecutionStartToCloseTimeout())
                        .map(Timeout::parse),
                given(type.hasDefaultTaskStartToCloseTimeout(), type.getDefaultTaskStartToCloseTimeout())
                        .map(Timeout::parse),
                given(type.hasDefaultChildPolicy(), type.getDefaultChildPolicy())
                        .map(ChildPolicy::valueOf),
                given(type.hasDefaultLambdaRole(), type.getDefaultLambdaRole()));
    }

    private static ActivityOptions defaults(SwfActivityType type) {
        return new ActivityOptions(
                given(type.hasDefaultTaskList(), type.getDefaultTaskList()),
                given(type.hasDefaultTaskPriority(), type.getDefaultTaskPriority()),
                given(type.hasDefaultTaskScheduleToStartTimeout(), type.getDefaultTaskScheduleToStartTimeout())
                        .map(Timeout::parse),
                given(type.hasDefaultTaskScheduleToCloseTimeout(), type.getDefaultTaskScheduleToCloseTimeout())
                        .map(Timeout::parse),
                given(type.hasDefaultTaskStartToCloseTimeout(), type.getDefaultTaskStartToCloseTimeout())
                        .map(Timeout::parse),
                given(type.hasDefaultTaskHeartbeatTimeout(), type.getDefaultTaskHeartbeatTimeout())
                        .map(Timeout::parse));
    }

    private static Optional<String> given(boolean present, String value) {
        return present && !value.isEmpty() ? Optional.of(value) : Optional.empty();
    }
}
