package dev.stepwell.execution.swf;

import dev.stepwell.contracts.swf.v1.WorkflowExecutionInfo;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.histories.swf.Fields;
import dev.stepwell.execution.ports.SwfRuns;

/** The machine's words in the contract's. */
final class Prints {
    private Prints() {}

    /** A run in a list, or described. */
    static WorkflowExecutionInfo info(SwfRuns.Run run) {
        WorkflowExecutionInfo.Builder m = WorkflowExecutionInfo.newBuilder()
                .setExecution(Fields.execution(run.facts().execution()))
                .setWorkflowType(Fields.workflowType(run.facts().settings().type()))
                .setStartTimestamp(Times.of(run.started()))
                .setExecutionStatus(run.closed().isPresent() ? "CLOSED" : "OPEN")
                .addAllTagList(run.facts().settings().tags())
                .setCancelRequested(run.cancelRequested());
        run.closed()
                .ifPresent(closed -> m.setCloseTimestamp(Times.of(closed.at()))
                        .setCloseStatus(closed.status().name()));
        run.facts().parent().ifPresent(parent -> m.setParent(Fields.execution(parent.execution())));
        return m.build();
    }
}
