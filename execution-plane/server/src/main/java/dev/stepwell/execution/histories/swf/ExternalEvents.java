package dev.stepwell.execution.histories.swf;

import dev.stepwell.contracts.swf.v1.ExternalWorkflowExecutionCancelRequestedEventAttributes;
import dev.stepwell.contracts.swf.v1.ExternalWorkflowExecutionSignaledEventAttributes;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.contracts.swf.v1.RequestCancelExternalWorkflowExecutionFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.RequestCancelExternalWorkflowExecutionInitiatedEventAttributes;
import dev.stepwell.contracts.swf.v1.SignalExternalWorkflowExecutionFailedEventAttributes;
import dev.stepwell.contracts.swf.v1.SignalExternalWorkflowExecutionInitiatedEventAttributes;
import dev.stepwell.engine.record.SwfExternalChange;

/** The events of signals and requests to cancel that a run sends. */
final class ExternalEvents {
    private ExternalEvents() {}

    static void print(SwfExternalChange change, HistoryEvent.Builder e) {
        switch (change) {
            case SwfExternalChange.SignalInitiated c -> {
                var m = SignalExternalWorkflowExecutionInitiatedEventAttributes.newBuilder()
                        .setWorkflowId(c.target().workflowId())
                        .setSignalName(c.signalName())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                c.target().runId().ifPresent(m::setRunId);
                c.input().ifPresent(v -> m.setInput(v.text()));
                c.control().ifPresent(v -> m.setControl(v.text()));
                e.setEventType("SignalExternalWorkflowExecutionInitiated")
                        .setSignalExternalWorkflowExecutionInitiatedEventAttributes(m);
            }
            case SwfExternalChange.SignalFailed c -> failed(c, e);
            case SwfExternalChange.Addressed c -> throw Fields.noEvent(c);
            case SwfExternalChange.Signaled c -> {
                var m = ExternalWorkflowExecutionSignaledEventAttributes.newBuilder()
                        .setWorkflowExecution(Fields.execution(c.execution()))
                        .setInitiatedEventId(c.initiatedEventId());
                e.setEventType("ExternalWorkflowExecutionSignaled")
                        .setExternalWorkflowExecutionSignaledEventAttributes(m);
            }
            case SwfExternalChange.CancelInitiated c -> {
                var m = RequestCancelExternalWorkflowExecutionInitiatedEventAttributes.newBuilder()
                        .setWorkflowId(c.target().workflowId())
                        .setDecisionTaskCompletedEventId(c.completedEventId());
                c.target().runId().ifPresent(m::setRunId);
                c.control().ifPresent(v -> m.setControl(v.text()));
                e.setEventType("RequestCancelExternalWorkflowExecutionInitiated")
                        .setRequestCancelExternalWorkflowExecutionInitiatedEventAttributes(m);
            }
            case SwfExternalChange.CancelFailed c -> failed(c, e);
            case SwfExternalChange.CancelRequested c -> {
                var m = ExternalWorkflowExecutionCancelRequestedEventAttributes.newBuilder()
                        .setWorkflowExecution(Fields.execution(c.execution()))
                        .setInitiatedEventId(c.initiatedEventId());
                e.setEventType("ExternalWorkflowExecutionCancelRequested")
                        .setExternalWorkflowExecutionCancelRequestedEventAttributes(m);
            }
        }
    }

    private static void failed(SwfExternalChange.SignalFailed c, HistoryEvent.Builder e) {
        var m = SignalExternalWorkflowExecutionFailedEventAttributes.newBuilder()
                .setWorkflowId(c.target().workflowId())
                .setCause(c.cause().name())
                .setInitiatedEventId(c.initiatedEventId())
                .setDecisionTaskCompletedEventId(c.completedEventId());
        c.target().runId().ifPresent(m::setRunId);
        c.control().ifPresent(v -> m.setControl(v.text()));
        e.setEventType("SignalExternalWorkflowExecutionFailed")
                .setSignalExternalWorkflowExecutionFailedEventAttributes(m);
    }

    private static void failed(SwfExternalChange.CancelFailed c, HistoryEvent.Builder e) {
        var m = RequestCancelExternalWorkflowExecutionFailedEventAttributes.newBuilder()
                .setWorkflowId(c.target().workflowId())
                .setCause(c.cause().name())
                .setInitiatedEventId(c.initiatedEventId())
                .setDecisionTaskCompletedEventId(c.completedEventId());
        c.target().runId().ifPresent(m::setRunId);
        c.control().ifPresent(v -> m.setControl(v.text()));
        e.setEventType("RequestCancelExternalWorkflowExecutionFailed")
                .setRequestCancelExternalWorkflowExecutionFailedEventAttributes(m);
    }
}
