package dev.stepwell.execution.histories.swf;

import dev.stepwell.contracts.swf.v1.ActivityType;
import dev.stepwell.contracts.swf.v1.TaskList;
import dev.stepwell.contracts.swf.v1.WorkflowType;
import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.WorkflowExecution;

/** What events and answers print in the same way. */
public final class Fields {
    private Fields() {}

    /** A run by its ids. */
    public static dev.stepwell.contracts.swf.v1.WorkflowExecution execution(WorkflowExecution execution) {
        return dev.stepwell.contracts.swf.v1.WorkflowExecution.newBuilder()
                .setWorkflowId(execution.workflowId())
                .setRunId(execution.runId())
                .build();
    }

    /** A workflow type. */
    public static WorkflowType workflowType(SwfType type) {
        return WorkflowType.newBuilder()
                .setName(type.name())
                .setVersion(type.version())
                .build();
    }

    /** An activity type. */
    public static ActivityType activityType(SwfType type) {
        return ActivityType.newBuilder()
                .setName(type.name())
                .setVersion(type.version())
                .build();
    }

    /** A task list. */
    public static TaskList taskList(String name) {
        return TaskList.newBuilder().setName(name).build();
    }

    static IllegalArgumentException noEvent(Change change) {
        return new IllegalArgumentException("no event of SWF: " + change);
    }
}
