package dev.stepwell.engine.swf;

import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.decision.WorkflowOptions;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.SwfType;
import java.util.List;
import java.util.Optional;

/** How a new execution is to run: what a decision says, then what its type gives by default, and else there is a cause not to start it. */
sealed interface Settling {
    /** It can be started like this. */
    record Settled(SwfSettings settings) implements Settling {}

    /** It cannot. */
    record Lacking(Lack lack) implements Settling {}

    /** What can be missing: names of causes that StartChildWorkflowExecutionFailed and ContinueAsNewWorkflowExecutionFailed share. */
    enum Lack {
        WORKFLOW_TYPE_DOES_NOT_EXIST,
        WORKFLOW_TYPE_DEPRECATED,
        DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED,
        DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED,
        DEFAULT_TASK_LIST_UNDEFINED,
        DEFAULT_CHILD_POLICY_UNDEFINED;

        /** The cause of that name. */
        <C extends Enum<C>> C as(Class<C> causes) {
            return Enum.valueOf(causes, name());
        }
    }

    static Settling of(SwfType type, WorkflowOptions said, List<String> tags, Registered<WorkflowOptions> registered) {
        return switch (registered) {
            case Registered.Unknown<WorkflowOptions> ignored -> new Lacking(Lack.WORKFLOW_TYPE_DOES_NOT_EXIST);
            case Registered.Deprecated<WorkflowOptions> ignored -> new Lacking(Lack.WORKFLOW_TYPE_DEPRECATED);
            case Registered.Active<WorkflowOptions> active -> of(type, said.or(active.defaults()), tags);
        };
    }

    private static Settling of(SwfType type, WorkflowOptions options, List<String> tags) {
        Optional<Lack> lack = undefined(options);
        if (lack.isPresent()) {
            return new Lacking(lack.get());
        }
        return new Settled(new SwfSettings(
                type,
                options.taskList().orElseThrow(),
                options.taskPriority(),
                options.executionStartToClose().orElseThrow(),
                options.taskStartToClose().orElseThrow(),
                options.childPolicy().orElseThrow(),
                options.lambdaRole(),
                tags));
    }

    private static Optional<Lack> undefined(WorkflowOptions options) {
        if (options.executionStartToClose().isEmpty()) {
            return Optional.of(Lack.DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED);
        }
        if (options.taskStartToClose().isEmpty()) {
            return Optional.of(Lack.DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED);
        }
        if (options.taskList().isEmpty()) {
            return Optional.of(Lack.DEFAULT_TASK_LIST_UNDEFINED);
        }
        return options.childPolicy().isEmpty() ? Optional.of(Lack.DEFAULT_CHILD_POLICY_UNDEFINED) : Optional.empty();
    }
}
