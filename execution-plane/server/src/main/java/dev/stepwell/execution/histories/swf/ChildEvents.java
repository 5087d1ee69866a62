package dev.stepwell.execution.histories.swf;

import dev.stepwell.contracts.swf.v1.ChildWorkflowExecutionCanceledEventAttributes;
import dev.stepwell.contracts.swf.v1.ChildWorkflowExecutionCompletedEventAttributes;
import dev.stepwell.contracts.swf.v1.ChildWorkflowExecutionFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.ChildWorkflowExecutionStartedEventAttributes;
import dev.stepwell.contracts.swf.v1.ChildWorkflowExecutionTerminatedEventAttributes;
import dev.stepwell.contracts.swf.v1.ChildWorkflowExecutionTimedOutEventAttributes;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.contracts.swf.v1.StartChildWorkflowExecutionFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.StartChildWorkflowExecutionInitiatedEventAttributes;
import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.workflow.SwfSettings;

/** The events of children. */
final class ChildEvents {
    private ChildEvents() {}

    static void print(SwfChildChange change, HistoryEvent.Builder e) {
        switch (change) {
            case SwfChildChange.Initiated c -> initiated(c, e);
            case SwfChildChange.StartFailed c -> {
                var m = StartChildWorkflowExecutionFailedEventAttributes.newBuilder()
                        .setWorkflowType(Fields.workflowType(c.type()))
                        .setCause(c.cause().name())
                        .setWorkflowId(c.workflowId())
                        .setInitiatedEventId(c.initiatedEventId())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                c.control().ifPresent(v -> m.setControl(v.text()));
                e.setEventType("StartChildWorkflowExecutionFailed")
                        .setStartChildWorkflowExecutionFailedEventAttributes(m);
            }
            case SwfChildChange.Started c -> {
                var m = ChildWorkflowExecutionStartedEventAttributes.newBuilder()
                        .setWorkflowExecution(Fields.execution(c.child().execution()))
                        .setWorkflowType(Fields.workflowType(c.child().type()))
                        .setInitiatedEventId(c.child().initiatedEventId());
                e.setEventType("ChildWorkflowExecutionStarted").setChildWorkflowExecutionStartedEventAttributes(m);
            }
            case SwfChildChange.Completed c -> {
                var m = ChildWorkflowExecutionCompletedEventAttributes.newBuilder()
                        .setWorkflowExecution(Fields.execution(c.child().execution()))
                        .setWorkflowType(Fields.workflowType(c.child().type()))
                        .setInitiatedEventId(c.child().initiatedEventId())
                        .setStartedEventId(c.startedEventId());
                c.result().ifPresent(v -> m.setResult(v.text()));
                e.setEventType("ChildWorkflowExecutionCompleted").setChildWorkflowExecutionCompletedEventAttributes(m);
            }
            case SwfChildChange.Failed c -> {
                var m = ChildWorkflowExecutionFailedEventAttributes.newBuilder()
                        .setWorkflowExecution(Fields.execution(c.child().execution()))
                        .setWorkflowType(Fields.workflowType(c.child().type()))
                        .setInitiatedEventId(c.child().initiatedEventId())
                        .setStartedEventId(c.startedEventId());
                c.reason().ifPresent(m::setReason);
                c.details().ifPresent(v -> m.setDetails(v.text()));
                e.setEventType("ChildWorkflowExecutionFailed").setChildWorkflowExecutionFailedEventAttributes(m);
            }
            case SwfChildChange.TimedOut c -> {
                var m = ChildWorkflowExecutionTimedOutEventAttributes.newBuilder()
                        .setWorkflowExecution(Fields.execution(c.child().execution()))
                        .setWorkflowType(Fields.workflowType(c.child().type()))
                        .setInitiatedEventId(c.child().initiatedEventId())
                        .setStartedEventId(c.startedEventId())
                        .setTimeoutType("START_TO_CLOSE");
                e.setEventType("ChildWorkflowExecutionTimedOut").setChildWorkflowExecutionTimedOutEventAttributes(m);
            }
            case SwfChildChange.Canceled c -> {
                var m = ChildWorkflowExecutionCanceledEventAttributes.newBuilder()
                        .setWorkflowExecution(Fields.execution(c.child().execution()))
                        .setWorkflowType(Fields.workflowType(c.child().type()))
                        .setInitiatedEventId(c.child().initiatedEventId())
                        .setStartedEventId(c.startedEventId());
                c.details().ifPresent(v -> m.setDetails(v.text()));
                e.setEventType("ChildWorkflowExecutionCanceled").setChildWorkflowExecutionCanceledEventAttributes(m);
            }
            case SwfChildChange.Terminated c -> {
                var m = ChildWorkflowExecutionTerminatedEventAttributes.newBuilder()
                        .setWorkflowExecution(Fields.execution(c.child().execution()))
                        .setWorkflowType(Fields.workflowType(c.child().type()))
                        .setInitiatedEventId(c.child().initiatedEventId())
                        .setStartedEventId(c.startedEventId());
                e.setEventType("ChildWorkflowExecutionTerminated")
                        .setChildWorkflowExecutionTerminatedEventAttributes(m);
            }
        }
    }

    private static void initiated(SwfChildChange.Initiated c, HistoryEvent.Builder e) {
        SwfSettings settings = c.settings();
        var m = StartChildWorkflowExecutionInitiatedEventAttributes.newBuilder()
                .setWorkflowId(c.workflowId())
                .setWorkflowType(Fields.workflowType(settings.type()))
                .setExecutionStartToCloseTimeout(
                        settings.executionStartToClose().text())
                .setTaskList(Fields.taskList(settings.taskList()))
                .setDecisionTaskCompletedEventId(c.completedEventId())
                .setChildPolicy(settings.childPolicy().name())
                .setTaskStartToCloseTimeout(settings.taskStartToClose().text())
                .addAllTagList(settings.tags());
        c.control().ifPresent(v -> m.setControl(v.text()));
        c.input().ifPresent(v -> m.setInput(v.text()));
        settings.taskPriority().ifPresent(m::setTaskPriority);
        settings.lambdaRole().ifPresent(m::setLambdaRole);
        e.setEventType("StartChildWorkflowExecutionInitiated")
                .setStartChildWorkflowExecutionInitiatedEventAttributes(m);
    }
}
