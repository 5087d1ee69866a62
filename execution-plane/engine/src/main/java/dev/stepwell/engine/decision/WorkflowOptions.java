package dev.stepwell.engine.decision;

import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.Timeout;
import java.util.Optional;

/** How a workflow execution is to run: as whoever starts it says, or, where nobody does, as the registration of its type does by default. */
public record WorkflowOptions(
        Optional<String> taskList,
        Optional<String> taskPriority,
        Optional<Timeout> executionStartToClose,
        Optional<Timeout> taskStartToClose,
        Optional<ChildPolicy> childPolicy,
        Optional<String> lambdaRole) {
    /** Nothing is said. */
    public static final WorkflowOptions NONE = new WorkflowOptions(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** These, and for what they do not say, the others. */
    public WorkflowOptions or(WorkflowOptions defaults) {
        return new WorkflowOptions(
                taskList.or(defaults::taskList),
                taskPriority.or(defaults::taskPriority),
                executionStartToClose.or(defaults::executionStartToClose),
                taskStartToClose.or(defaults::taskStartToClose),
                childPolicy.or(defaults::childPolicy),
                lambdaRole.or(defaults::lambdaRole));
    }
}
