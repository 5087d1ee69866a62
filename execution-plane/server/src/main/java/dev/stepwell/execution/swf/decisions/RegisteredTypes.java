package dev.stepwell.execution.swf.decisions;

import dev.stepwell.contracts.internal.v1.SwfActivityType;
import dev.stepwell.contracts.internal.v1.SwfWorkflowType;
import dev.stepwell.engine.decision.ActivityOptions;
import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.decision.WorkflowOptions;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.Timeout;
import java.util.Optional;

/** Registered types as the control plane tells of them, and as the machine knows them. */
public final class RegisteredTypes {
    private static final String ACTIVE = "REGISTERED";
    private static final String DEPRECATED = "DEPRECATED";

    private RegisteredTypes() {}

    /** A workflow type; absent: nothing is registered. */
    public static Registered<WorkflowOptions> workflow(Optional<SwfWorkflowType> type) {
        if (type.isEmpty()) {
            return new Registered.Unknown<>();
        }
        return type.get().getStatus().equals(DEPRECATED)
                ? new Registered.Deprecated<>()
                : new Registered.Active<>(defaults(type.get()));
    }

    /** An activity type; absent: nothing is registered. */
    public static Registered<ActivityOptions> activity(Optional<SwfActivityType> type) {
        if (type.isEmpty()) {
            return new Registered.Unknown<>();
        }
        return type.get().getStatus().equals(DEPRECATED)
                ? new Registered.Deprecated<>()
                : new Registered.Active<>(defaults(type.get()));
    }

    /** The other way. */
    public static Optional<SwfWorkflowType> workflow(Registered<WorkflowOptions> registered) {
        return switch (registered) {
            case Registered.Unknown<WorkflowOptions> r -> Optional.empty();
            case Registered.Deprecated<WorkflowOptions> r ->
                Optional.of(SwfWorkflowType.newBuilder().setStatus(DEPRECATED).build());
            case Registered.Active<WorkflowOptions> r -> Optional.of(message(r.defaults()));
        };
    }

    /** The other way. */
    public static Optional<SwfActivityType> activity(Registered<ActivityOptions> registered) {
        return switch (registered) {
            case Registered.Unknown<ActivityOptions> r -> Optional.empty();
            case Registered.Deprecated<ActivityOptions> r ->
                Optional.of(SwfActivityType.newBuilder().setStatus(DEPRECATED).build());
            case Registered.Active<ActivityOptions> r -> Optional.of(message(r.defaults()));
        };
    }

    private static WorkflowOptions defaults(SwfWorkflowType type) {
        return new WorkflowOptions(
                Texts.text(type.hasDefaultTaskList(), type.getDefaultTaskList()),
                Texts.text(type.hasDefaultTaskPriority(), type.getDefaultTaskPriority()),
                timeout(type.hasDefaultExecutionStartToCloseTimeout(), type.getDefaultExecutionStartToCloseTimeout()),
                timeout(type.hasDefaultTaskStartToCloseTimeout(), type.getDefaultTaskStartToCloseTimeout()),
                Texts.text(type.hasDefaultChildPolicy(), type.getDefaultChildPolicy())
                        .map(ChildPolicy::valueOf),
                Texts.text(type.hasDefaultLambdaRole(), type.getDefaultLambdaRole()));
    }

    private static ActivityOptions defaults(SwfActivityType type) {
        return new ActivityOptions(
                Texts.text(type.hasDefaultTaskList(), type.getDefaultTaskList()),
                Texts.text(type.hasDefaultTaskPriority(), type.getDefaultTaskPriority()),
                timeout(type.hasDefaultTaskScheduleToStartTimeout(), type.getDefaultTaskScheduleToStartTimeout()),
                timeout(type.hasDefaultTaskScheduleToCloseTimeout(), type.getDefaultTaskScheduleToCloseTimeout()),
                timeout(type.hasDefaultTaskStartToCloseTimeout(), type.getDefaultTaskStartToCloseTimeout()),
                timeout(type.hasDefaultTaskHeartbeatTimeout(), type.getDefaultTaskHeartbeatTimeout()));
    }

    private static Optional<Timeout> timeout(boolean present, String value) {
        return Texts.text(present, value).map(Timeout::parse);
    }

    private static SwfWorkflowType message(WorkflowOptions options) {
        SwfWorkflowType.Builder m = SwfWorkflowType.newBuilder().setStatus(ACTIVE);
        options.taskList().ifPresent(m::setDefaultTaskList);
        options.taskPriority().ifPresent(m::setDefaultTaskPriority);
        options.executionStartToClose().ifPresent(v -> m.setDefaultExecutionStartToCloseTimeout(v.text()));
        options.taskStartToClose().ifPresent(v -> m.setDefaultTaskStartToCloseTimeout(v.text()));
        options.childPolicy().ifPresent(v -> m.setDefaultChildPolicy(v.name()));
        options.lambdaRole().ifPresent(m::setDefaultLambdaRole);
        return m.build();
    }

    private static SwfActivityType message(ActivityOptions options) {
        SwfActivityType.Builder m = SwfActivityType.newBuilder().setStatus(ACTIVE);
        options.taskList().ifPresent(m::setDefaultTaskList);
        options.taskPriority().ifPresent(m::setDefaultTaskPriority);
        options.scheduleToStart().ifPresent(v -> m.setDefaultTaskScheduleToStartTimeout(v.text()));
        options.scheduleToClose().ifPresent(v -> m.setDefaultTaskScheduleToCloseTimeout(v.text()));
        options.startToClose().ifPresent(v -> m.setDefaultTaskStartToCloseTimeout(v.text()));
        options.heartbeat().ifPresent(v -> m.setDefaultTaskHeartbeatTimeout(v.text()));
        return m.build();
    }
}
