package dev.stepwell.clients.decisions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.swf.model.CancelTimerFailedCause;
import software.amazon.awssdk.services.swf.model.CancelWorkflowExecutionFailedCause;
import software.amazon.awssdk.services.swf.model.CompleteWorkflowExecutionFailedCause;
import software.amazon.awssdk.services.swf.model.ContinueAsNewWorkflowExecutionFailedCause;
import software.amazon.awssdk.services.swf.model.FailWorkflowExecutionFailedCause;
import software.amazon.awssdk.services.swf.model.HistoryEvent;
import software.amazon.awssdk.services.swf.model.RecordMarkerFailedCause;
import software.amazon.awssdk.services.swf.model.RequestCancelActivityTaskFailedCause;
import software.amazon.awssdk.services.swf.model.RequestCancelExternalWorkflowExecutionFailedCause;
import software.amazon.awssdk.services.swf.model.ScheduleActivityTaskFailedCause;
import software.amazon.awssdk.services.swf.model.ScheduleLambdaFunctionFailedCause;
import software.amazon.awssdk.services.swf.model.SignalExternalWorkflowExecutionFailedCause;
import software.amazon.awssdk.services.swf.model.StartChildWorkflowExecutionFailedCause;
import software.amazon.awssdk.services.swf.model.StartLambdaFunctionFailedCause;
import software.amazon.awssdk.services.swf.model.StartTimerFailedCause;

/**
 * Why a decision failed, as its event says it.
 *
 * @param event the type of the event
 * @param name the cause
 */
record Cause(String event, String name) implements Comparable<Cause> {
    /** What an event says; empty of an event without a cause. */
    static Optional<Cause> of(HistoryEvent event) {
        for (SdkField<?> field : event.sdkFields()) {
            if (field.getValueOrDefault(event) instanceof SdkPojo attributes) {
                for (SdkField<?> attribute : attributes.sdkFields()) {
                    if (attribute.memberName().equals("cause")
                            && attribute.getValueOrDefault(attributes) instanceof String name) {
                        return Optional.of(new Cause(event.eventTypeAsString(), name));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** All that AWS's model has. */
    static Set<Cause> all() {
        List<Cause> all = new ArrayList<>();
        all(all, "CancelTimerFailed", CancelTimerFailedCause.knownValues());
        all(all, "CancelWorkflowExecutionFailed", CancelWorkflowExecutionFailedCause.knownValues());
        all(all, "CompleteWorkflowExecutionFailed", CompleteWorkflowExecutionFailedCause.knownValues());
        all(all, "ContinueAsNewWorkflowExecutionFailed", ContinueAsNewWorkflowExecutionFailedCause.knownValues());
        all(all, "FailWorkflowExecutionFailed", FailWorkflowExecutionFailedCause.knownValues());
        all(all, "RecordMarkerFailed", RecordMarkerFailedCause.knownValues());
        all(all, "RequestCancelActivityTaskFailed", RequestCancelActivityTaskFailedCause.knownValues());
        all(
                all,
                "RequestCancelExternalWorkflowExecutionFailed",
                RequestCancelExternalWorkflowExecutionFailedCause.knownValues());
        all(all, "ScheduleActivityTaskFailed", ScheduleActivityTaskFailedCause.knownValues());
        all(all, "ScheduleLambdaFunctionFailed", ScheduleLambdaFunctionFailedCause.knownValues());
        all(all, "SignalExternalWorkflowExecutionFailed", SignalExternalWorkflowExecutionFailedCause.knownValues());
        all(all, "StartChildWorkflowExecutionFailed", StartChildWorkflowExecutionFailedCause.knownValues());
        all(all, "StartLambdaFunctionFailed", StartLambdaFunctionFailedCause.knownValues());
        all(all, "StartTimerFailed", StartTimerFailedCause.knownValues());
        return new TreeSet<>(all);
    }

    private static void all(List<Cause> all, String event, Collection<? extends Enum<?>> names) {
        names.forEach(name -> all.add(new Cause(event, name.toString())));
    }

    @Override
    public int compareTo(Cause other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return event + " " + name;
    }
}
