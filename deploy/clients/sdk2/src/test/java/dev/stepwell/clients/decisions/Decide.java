package dev.stepwell.clients.decisions;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.swf.model.ContinueAsNewWorkflowExecutionDecisionAttributes;
import software.amazon.awssdk.services.swf.model.Decision;
import software.amazon.awssdk.services.swf.model.DecisionType;
import software.amazon.awssdk.services.swf.model.ScheduleActivityTaskDecisionAttributes;
import software.amazon.awssdk.services.swf.model.StartChildWorkflowExecutionDecisionAttributes;

/** Decisions. */
final class Decide {
    private Decide() {}

    /** Schedules an activity of a version, with what that may lack. */
    static Decision activity(
            String version, String activityId, Consumer<ScheduleActivityTaskDecisionAttributes.Builder> more) {
        return of(
                DecisionType.SCHEDULE_ACTIVITY_TASK,
                d -> d.scheduleActivityTaskDecisionAttributes(a -> {
                    a.activityType(t -> t.name(Types.NAME).version(version)).activityId(activityId);
                    more.accept(a);
                }));
    }

    static Decision cancelActivity(String activityId) {
        return of(
                DecisionType.REQUEST_CANCEL_ACTIVITY_TASK,
                d -> d.requestCancelActivityTaskDecisionAttributes(a -> a.activityId(activityId)));
    }

    static Decision timer(String timerId) {
        return of(
                DecisionType.START_TIMER,
                d -> d.startTimerDecisionAttributes(a -> a.timerId(timerId).startToFireTimeout("3600")));
    }

    static Decision cancelTimer(String timerId) {
        return of(DecisionType.CANCEL_TIMER, d -> d.cancelTimerDecisionAttributes(a -> a.timerId(timerId)));
    }

    static Decision marker(String name) {
        return of(DecisionType.RECORD_MARKER, d -> d.recordMarkerDecisionAttributes(a -> a.markerName(name)));
    }

    static Decision complete() {
        return of(DecisionType.COMPLETE_WORKFLOW_EXECUTION, d -> {});
    }

    static Decision fail() {
        return of(DecisionType.FAIL_WORKFLOW_EXECUTION, d -> {});
    }

    static Decision cancel() {
        return of(DecisionType.CANCEL_WORKFLOW_EXECUTION, d -> {});
    }

    /** Continues as a version, with what that may lack. */
    static Decision again(String version, Consumer<ContinueAsNewWorkflowExecutionDecisionAttributes.Builder> more) {
        return of(
                DecisionType.CONTINUE_AS_NEW_WORKFLOW_EXECUTION,
                d -> d.continueAsNewWorkflowExecutionDecisionAttributes(a -> {
                    a.workflowTypeVersion(version);
                    more.accept(a);
                }));
    }

    /** Starts a child of a version, with what that may lack. */
    static Decision child(
            String version, String workflowId, Consumer<StartChildWorkflowExecutionDecisionAttributes.Builder> more) {
        return of(
                DecisionType.START_CHILD_WORKFLOW_EXECUTION,
                d -> d.startChildWorkflowExecutionDecisionAttributes(a -> {
                    a.workflowType(t -> t.name(Types.NAME).version(version)).workflowId(workflowId);
                    more.accept(a);
                }));
    }

    static Decision signal(String workflowId) {
        return of(
                DecisionType.SIGNAL_EXTERNAL_WORKFLOW_EXECUTION,
                d -> d.signalExternalWorkflowExecutionDecisionAttributes(
                        a -> a.workflowId(workflowId).signalName("wave")));
    }

    static Decision cancel(String workflowId) {
        return of(
                DecisionType.REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION,
                d -> d.requestCancelExternalWorkflowExecutionDecisionAttributes(a -> a.workflowId(workflowId)));
    }

    static Decision function(String id) {
        return function(id, "function", null, Types.SECONDS_OF_A_FUNCTION);
    }

    static Decision function(String id, String name, @Nullable String input, String seconds) {
        return of(
                DecisionType.SCHEDULE_LAMBDA_FUNCTION,
                d -> d.scheduleLambdaFunctionDecisionAttributes(
                        a -> a.id(id).name(name).input(input).startToCloseTimeout(seconds)));
    }

    private static Decision of(DecisionType type, Consumer<Decision.Builder> attributes) {
        return Decision.builder().decisionType(type).applyMutation(attributes).build();
    }
}
