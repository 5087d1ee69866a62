package dev.stepwell.execution.histories.swf;

import dev.stepwell.contracts.swf.v1.CancelWorkflowExecutionFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.CompleteWorkflowExecutionFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.ContinueAsNewWorkflowExecutionFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.FailWorkflowExecutionFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.contracts.swf.v1.WorkflowExecutionCancelRequestedEventAttributes;
import dev.stepwell.contracts.swf.v1.WorkflowExecutionCanceledEventAttributes;
import dev.stepwell.contracts.swf.v1.WorkflowExecutionCompletedEventAttributes;
import dev.stepwell.contracts.swf.v1.WorkflowExecutionContinuedAsNewEventAttributes;
import dev.stepwell.contracts.swf.v1.WorkflowExecutionFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.WorkflowExecutionSignaledEventAttributes;
import dev.stepwell.contracts.swf.v1.WorkflowExecutionStartedEventAttributes;
import dev.stepwell.contracts.swf.v1.WorkflowExecutionTerminatedEventAttributes;
import dev.stepwell.contracts.swf.v1.WorkflowExecutionTimedOutEventAttributes;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.Asker;
import dev.stepwell.engine.workflow.Initiator;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.SwfSettings;
import java.util.Optional;

/** The events of a run as a whole. */
final class RunEvents {
    private RunEvents() {}

    /** The first event of a run. */
    static void started(SwfFacts facts, Payload input, HistoryEvent.Builder e) {
        SwfSettings settings = facts.settings();
        var m = WorkflowExecutionStartedEventAttributes.newBuilder()
                .setExecutionStartToCloseTimeout(
                        settings.executionStartToClose().text())
                .setTaskStartToCloseTimeout(settings.taskStartToClose().text())
                .setChildPolicy(settings.childPolicy().name())
                .setTaskList(Fields.taskList(settings.taskList()))
                .setWorkflowType(Fields.workflowType(settings.type()))
                .addAllTagList(settings.tags())
                .setParentInitiatedEventId(
                        facts.parent().map(Initiator::initiatedEventId).orElse(0L));
        if (facts.hasInput()) {
            m.setInput(input.text());
        }
        settings.taskPriority().ifPresent(m::setTaskPriority);
        settings.lambdaRole().ifPresent(m::setLambdaRole);
        facts.continuedFrom().ifPresent(m::setContinuedExecutionRunId);
        facts.parent().ifPresent(parent -> m.setParentWorkflowExecution(Fields.execution(parent.execution())));
        e.setEventType("WorkflowExecutionStarted").setWorkflowExecutionStartedEventAttributes(m);
    }

    static void print(SwfExecutionChange change, HistoryEvent.Builder e) {
        switch (change) {
            case SwfExecutionChange.Signaled c -> signaled(c, e);
            case SwfExecutionChange.CancelRequested c -> cancelRequested(c, e);
            case SwfExecutionChange.Completed c -> {
                var m = WorkflowExecutionCompletedEventAttributes.newBuilder()
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                c.result().ifPresent(v -> m.setResult(v.text()));
                e.setEventType("WorkflowExecutionCompleted").setWorkflowExecutionCompletedEventAttributes(m);
            }
            case SwfExecutionChange.CompleteFailed c -> {
                var m = CompleteWorkflowExecutionFailedEventAttributes.newBuilder()
                        .setCause(c.cause().name())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                e.setEventType("CompleteWorkflowExecutionFailed").setCompleteWorkflowExecutionFailedEventAttributes(m);
            }
            case SwfExecutionChange.Failed c -> {
                var m = WorkflowExecutionFailedEventAttributes.newBuilder()
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                c.reason().ifPresent(m::setReason);
                c.details().ifPresent(v -> m.setDetails(v.text()));
                e.setEventType("WorkflowExecutionFailed").setWorkflowExecutionFailedEventAttributes(m);
            }
            case SwfExecutionChange.FailFailed c -> {
                var m = FailWorkflowExecutionFailedEventAttributes.newBuilder()
                        .setCause(c.cause().name())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                e.setEventType("FailWorkflowExecutionFailed").setFailWorkflowExecutionFailedEventAttributes(m);
            }
            case SwfExecutionChange.Canceled c -> {
                var m = WorkflowExecutionCanceledEventAttributes.newBuilder()
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                c.details().ifPresent(v -> m.setDetails(v.text()));
                e.setEventType("WorkflowExecutionCanceled").setWorkflowExecutionCanceledEventAttributes(m);
            }
            case SwfExecutionChange.CancelFailed c -> {
                var m = CancelWorkflowExecutionFailedEventAttributes.newBuilder()
                        .setCause(c.cause().name())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                e.setEventType("CancelWorkflowExecutionFailed").setCancelWorkflowExecutionFailedEventAttributes(m);
            }
            case SwfExecutionChange.ContinuedAsNew c -> continued(c, e);
            case SwfExecutionChange.ContinueAsNewFailed c -> {
                var m = ContinueAsNewWorkflowExecutionFailedEventAttributes.newBuilder()
                        .setCause(c.cause().name())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                e.setEventType("ContinueAsNewWorkflowExecutionFailed")
                        .setContinueAsNewWorkflowExecutionFailedEventAttributes(m);
            }
            case SwfExecutionChange.TimedOut c -> {
                var m = WorkflowExecutionTimedOutEventAttributes.newBuilder()
                        .setTimeoutType("START_TO_CLOSE")
                        .setChildPolicy(c.childPolicy().name());
                e.setEventType("WorkflowExecutionTimedOut").setWorkflowExecutionTimedOutEventAttributes(m);
            }
            case SwfExecutionChange.Terminated c -> terminated(c, e);
        }
    }

    private static void continued(SwfExecutionChange.ContinuedAsNew c, HistoryEvent.Builder e) {
        SwfSettings settings = c.settings();
        var m = WorkflowExecutionContinuedAsNewEventAttributes.newBuilder()
                .setDecisionTaskCompletedEventId(c.completedEventId())
                .setNewExecutionRunId(c.runId())
                .setExecutionStartToCloseTimeout(
                        settings.executionStartToClose().text())
                .setTaskList(Fields.taskList(settings.taskList()))
                .setTaskStartToCloseTimeout(settings.taskStartToClose().text())
                .setChildPolicy(settings.childPolicy().name())
                .addAllTagList(settings.tags())
                .setWorkflowType(Fields.workflowType(settings.type()));
        c.input().ifPresent(v -> m.setInput(v.text()));
        settings.taskPriority().ifPresent(m::setTaskPriority);
        settings.lambdaRole().ifPresent(m::setLambdaRole);
        e.setEventType("WorkflowExecutionContinuedAsNew").setWorkflowExecutionContinuedAsNewEventAttributes(m);
    }

    private static void signaled(SwfExecutionChange.Signaled c, HistoryEvent.Builder e) {
        var m = WorkflowExecutionSignaledEventAttributes.newBuilder().setSignalName(c.name());
        c.input().ifPresent(v -> m.setInput(v.text()));
        Optional<Initiator> decision = Asker.decision(c.from());
        decision.ifPresent(from -> m.setExternalWorkflowExecution(Fields.execution(from.execution())));
        m.setExternalInitiatedEventId(decision.map(Initiator::initiatedEventId).orElse(0L));
        e.setEventType("WorkflowExecutionSignaled").setWorkflowExecutionSignaledEventAttributes(m);
    }

    private static void cancelRequested(SwfExecutionChange.CancelRequested c, HistoryEvent.Builder e) {
        Optional<Initiator> decision = Asker.decision(c.from());
        var m = WorkflowExecutionCancelRequestedEventAttributes.newBuilder()
                .setExternalInitiatedEventId(
                        decision.map(Initiator::initiatedEventId).orElse(0L));
        decision.ifPresent(from -> m.setExternalWorkflowExecution(Fields.execution(from.execution())));
        if (c.byPolicy()) {
            m.setCause("CHILD_POLICY_APPLIED");
        }
        e.setEventType("WorkflowExecutionCancelRequested").setWorkflowExecutionCancelRequestedEventAttributes(m);
    }

    private static void terminated(SwfExecutionChange.Terminated c, HistoryEvent.Builder e) {
        var m = WorkflowExecutionTerminatedEventAttributes.newBuilder()
                .setChildPolicy(c.childPolicy().name())
                .setCause(c.cause().name());
        c.reason().ifPresent(m::setReason);
        c.details().ifPresent(v -> m.setDetails(v.text()));
        e.setEventType("WorkflowExecutionTerminated").setWorkflowExecutionTerminatedEventAttributes(m);
    }
}
