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
            case SwfChildChange.StartFailed c -> startFailed(c, e);
            case SwfChildChange.Started c -> {
                var m = ChildWorkflowExecutionStartedEventAttributes.newBuilder()
                        .setWorkflowExecution(Fields.execution(c.child().execution()))
                        .setWorkflowType(Fields.workflowType(c.child().type()))
                        .setInitiatedEventId(c.child().initiatedEventId());
                e.setEventType("ChildWorkflowExecutionStarted").setChildWorkflowExecutionStartedEventAttributes(m);
            }
            case SwfChildChange.Completed c -> completed(c, e);
            case SwfChildChange.Failed c -> failed(c, e);
            case SwfChildChange.TimedOut c -> timedOut(c, e);
            case SwfChildChange.Canceled c -> canceled(c, e);
            case SwfChildChange.Terminated c -> terminated(c, e);
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

    private static void startFailed(SwfChildChange.StartFailed c, HistoryEvent.Builder e) {
        var m = StartChildWorkflowExecutionFailedEventAttributes.newBuilder()
                .setWorkflowType(Fields.workflowType(c.type()))
                .setCause(c.cause().name())
                .setWorkflowId(c.workflowId())
                .setInitiatedEventId(c.initiatedEventId())
                .setDecisionTaskCompletedEventId(c.completedEventId());
        c.control().ifPresent(v -> m.setControl(v.text()));
        e.setEventType("StartChildWorkflowExecutionFailed").setStartChildWorkflowExecutionFailedEventAttributes(m);
    }

    private static void completed(SwfChildChange.Completed c, HistoryEvent.Builder e) {
        var m = ChildWorkflowExecutionCompletedEventAttributes.newBuilder()
                .setWorkflowExecution(Fields.execution(c.child().execution()))
                .setWorkflowType(Fields.workflowType(c.child().type()))
                .setInitiatedEventId(c.child().initiatedEventId())
                .setStartedEventId(c.startedEventId());
        c.result().ifPresent(v -> m.setResult(v.text()));
        e.setEventType("ChildWorkflowExecutionCompleted").setChildWorkflowExecutionCompletedEventAttributes(m);
    }

    private static void failed(SwfChildChange.Failed c, HistoryEvent.Builder e) {
        var m = ChildWorkflowExecutionFailedEventAttributes.newBuilder()
                .setWorkflowExecution(Fields.execution(c.child().execution()))
                .setWorkflowType(Fields.workflowType(c.child().type()))
                .setInitiatedEventId(c.child().initiatedEventId())
                .setStartedEventId(c.startedEventId());
        c.reason().ifPresent(m::setReason);
        c.details().ifPresent(v -> m.setDetails(v.text()));
        e.setEventType("ChildWorkflowExecutionFailed").setChildWorkflowExecutionFailedEventAttributes(m);
    }

    private static void timedOut(SwfChildChange.TimedOut c, HistoryEvent.Builder e) {
        var m = ChildWorkflowExecutionTimedOutEventAttributes.newBuilder()
                .setWorkflowExecution(Fields.execution(c.child().execution()))
                .setWorkflowType(Fields.workflowType(c.child().type()))
                .setInitiatedEventId(c.child().initiatedEventId())
                .setStartedEventId(c.startedEventId())
                .setTimeoutType("START_TO_CLOSE");
        e.setEventType("ChildWorkflowExecutionTimedOut").setChildWorkflowExecutionTimedOutEventAttributes(m);
    }

    private static void canceled(SwfChildChange.Canceled c, HistoryEvent.Builder e) {
        var m = ChildWorkflowExecutionCanceledEventAttributes.newBuilder()
                .setWorkflowExecution(Fields.execution(c.child().execution()))
                .setWorkflowType(Fields.workflowType(c.child().type()))
                .setInitiatedEventId(c.child().initiatedEventId())
                .setStartedEventId(c.startedEventId());
        c.details().ifPresent(v -> m.setDetails(v.text()));
        e.setEventType("ChildWorkflowExecutionCanceled").setChildWorkflowExecutionCanceledEventAttributes(m);
    }

    private static void terminated(SwfChildChange.Terminated c, HistoryEvent.Builder e) {
        var m = ChildWorkflowExecutionTerminatedEventAttributes.newBuilder()
                .setWorkflowExecution(Fields.execution(c.child().execution()))
                .setWorkflowType(Fields.workflowType(c.child().type()))
                .setInitiatedEventId(c.child().initiatedEventId())
                .setStartedEventId(c.startedEventId());
        e.setEventType("ChildWorkflowExecutionTerminated").setChildWorkflowExecutionTerminatedEventAttributes(m);
    }
}
