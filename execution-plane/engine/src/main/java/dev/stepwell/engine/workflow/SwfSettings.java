package dev.stepwell.engine.workflow;

import java.util.List;
import java.util.Optional;

/**
 * How a workflow execution is to run: what a start, the start of a child and a continue-as-new all say, with the defaults of its type
 * filled in.
 *
 * @param type its workflow type
 * @param taskList the name of the list of its decision tasks
 * @param taskPriority the priority of those, as given
 * @param executionStartToClose how long it may run
 * @param taskStartToClose how long a decision task may take
 * @param childPolicy what becomes of its children when it is terminated or times out
 * @param lambdaRole the role that its Lambda tasks are done with
 * @param tags at most 5
 */
public record SwfSettings(
        SwfType type,
        String taskList,
        Optional<String> taskPriority,
        Timeout executionStartToClose,
        Timeout taskStartToClose,
        ChildPolicy childPolicy,
        Optional<String> lambdaRole,
        List<String> tags) {
    public SwfSettings {
        tags = List.copyOf(tags);
    }

    /** The number of a task priority: higher comes first, and 0 is what is not given. */
    public static int priority(Optional<String> taskPriority) {
        return taskPriority.map(Integer::parseInt).orElse(0);
    }
}
