package dev.stepwell.execution.swf;

import dev.stepwell.contracts.swf.v1.TaskList;
import dev.stepwell.contracts.swf.v1.WorkflowExecutionInfo;
import dev.stepwell.contracts.swf.v1.WorkflowType;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.ports.SwfRuns;

/** The machine's words in the contract's. */
final class Prints {
    private Prints() {}

    static dev.stepwell.contracts.swf.v1.WorkflowExecution execution(WorkflowExecution execution) {
        return dev.stepwell.contracts.swf.v1.WorkflowExecution.newBuilder()
                .setWorkflowId(execution.workflowId())
                .setRunId(execution.runId())
                .build();
    }

    static TaskList taskList(String name) {
        return TaskList.newBuilder().setName(name).build();
    }

    /** A run in a list, or described. */
    static WorkflowExecutionInfo info(SwfRuns.Run run) {
        WorkflowExecutionInfo.Builder m = WorkflowExecutionInfo.newBuilder()
                .setExecution(execution(run.facts().execution()))
                .setWorkflowType(workflowType(run.facts().settings().type()))
                .setStartTimestamp(Times.of(run.started()))
                .setExecutionStatus(run.closed().isPresent() ? "CLOSED" : "OPEN")
                .addAllTagList(run.facts().settings().tags())
                .setCancelRequested(run.cancelRequested());
        run.closed()
                .ifPresent(closed -> m.setCloseTimestamp(Times.of(closed.at()))
                        .setCloseStatus(closed.status().name()));
        run.facts().parent().ifPresent(parent -> m.setParent(execution(parent.execution())));
        return m.build();
    }

    static WorkflowType workflowType(SwfType type) {
        return WorkflowType.newBuilder()
                .setName(type.name())
                .setVersion(type.version())
                .build();
    }
}
