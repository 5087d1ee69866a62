package dev.stepwell.execution.swf.decisions;

import dev.stepwell.contracts.internal.v1.CallDecision;
import dev.stepwell.contracts.internal.v1.SwfActivityType;
import dev.stepwell.contracts.internal.v1.SwfWorkflowType;
import dev.stepwell.contracts.swf.v1.Decision.Builder;
import dev.stepwell.engine.decision.ActivityOptions;
import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.decision.WorkflowOptions;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.execution.histories.swf.Fields;
import java.util.Optional;

/** Decisions on their way between nodes: as the decider sent them, with what was registered for the types they name. */
public final class DecisionWriter {
    private DecisionWriter() {}

    /** The message of a decision. */
    public static CallDecision write(Sent sent) {
        Builder m = dev.stepwell.contracts.swf.v1.Decision.newBuilder();
        write(sent.decision(), m);
        CallDecision.Builder call = CallDecision.newBuilder()
                .setDecision(m)
                .setAdmission(sent.admission().name());
        switch (sent.decision()) {
            case Decision.ScheduleActivityTask d ->
                RegisteredTypes.activity(d.registered()).ifPresent(call::setActivityType);
            case Decision.ContinueAsNewWorkflowExecution d ->
                RegisteredTypes.workflow(d.registered()).ifPresent(call::setWorkflowType);
            case Decision.StartChildWorkflowExecution d ->
                RegisteredTypes.workflow(d.registered()).ifPresent(call::setWorkflowType);
            default -> {}
        }
        return call.build();
    }

    /** The decision of a message. */
    public static Sent read(CallDecision m) {
        DecisionReader.Types attached = new DecisionReader.Types() {
            @Override
            public Registered<WorkflowOptions> workflow(SwfType type) {
                Optional<SwfWorkflowType> found =
                        m.hasWorkflowType() ? Optional.of(m.getWorkflowType()) : Optional.empty();
                return RegisteredTypes.workflow(found);
            }

            @Override
            public Registered<ActivityOptions> activity(SwfType type) {
                Optional<SwfActivityType> found =
                        m.hasActivityType() ? Optional.of(m.getActivityType()) : Optional.empty();
                return RegisteredTypes.activity(found);
            }
        };
        Decision decision =
                new DecisionReader(new SwfType("", ""), attached, kind -> Admission.ADMITTED).read(m.getDecision());
        return new Sent(decision, Admission.valueOf(m.getAdmission()));
    }

    private static void write(Decision decision, Builder m) {
        m.setDecisionType(decision.getClass().getSimpleName());
        switch (decision) {
            case Decision.ScheduleActivityTask d -> activity(d, m);
            case Decision.RequestCancelActivityTask d ->
                m.getRequestCancelActivityTaskDecisionAttributesBuilder().setActivityId(d.activityId());
            case Decision.CompleteWorkflowExecution d ->
                d.result()
                        .ifPresent(v -> m.getCompleteWorkflowExecutionDecisionAttributesBuilder()
                                .setResult(v.text()));
            case Decision.FailWorkflowExecution d -> {
                var a = m.getFailWorkflowExecutionDecisionAttributesBuilder();
                d.reason().ifPresent(a::setReason);
                d.details().ifPresent(v -> a.setDetails(v.text()));
            }
            case Decision.CancelWorkflowExecution d ->
                d.details()
                        .ifPresent(v -> m.getCancelWorkflowExecutionDecisionAttributesBuilder()
                                .setDetails(v.text()));
            case Decision.ContinueAsNewWorkflowExecution d -> continueAsNew(d, m);
            case Decision.RecordMarker d -> {
                var a = m.getRecordMarkerDecisionAttributesBuilder().setMarkerName(d.markerName());
                d.details().ifPresent(v -> a.setDetails(v.text()));
            }
            case Decision.StartTimer d -> {
                var a = m.getStartTimerDecisionAttributesBuilder()
                        .setTimerId(d.timerId())
                        .setStartToFireTimeout(Long.toString(d.startToFireSeconds()));
                d.control().ifPresent(v -> a.setControl(v.text()));
            }
            case Decision.CancelTimer d ->
                m.getCancelTimerDecisionAttributesBuilder().setTimerId(d.timerId());
            case Decision.SignalExternalWorkflowExecution d -> {
                var a = m.getSignalExternalWorkflowExecutionDecisionAttributesBuilder()
                        .setWorkflowId(d.workflowId())
                        .setSignalName(d.signalName());
                d.runId().ifPresent(a::setRunId);
                d.input().ifPresent(v -> a.setInput(v.text()));
                d.control().ifPresent(v -> a.setControl(v.text()));
            }
            case Decision.RequestCancelExternalWorkflowExecution d -> {
                var a = m.getRequestCancelExternalWorkflowExecutionDecisionAttributesBuilder()
                        .setWorkflowId(d.workflowId());
                d.runId().ifPresent(a::setRunId);
                d.control().ifPresent(v -> a.setControl(v.text()));
            }
            case Decision.StartChildWorkflowExecution d -> child(d, m);
            case Decision.ScheduleLambdaFunction d -> {
                var a = m.getScheduleLambdaFunctionDecisionAttributesBuilder()
                        .setId(d.id())
                        .setName(d.name());
                d.control().ifPresent(v -> a.setControl(v.text()));
                d.input().ifPresent(v -> a.setInput(v.text()));
                d.startToClose().ifPresent(v -> a.setStartToCloseTimeout(v.text()));
            }
        }
    }

    private static void activity(Decision.ScheduleActivityTask d, Builder m) {
        var a = m.getScheduleActivityTaskDecisionAttributesBuilder()
                .setActivityType(Fields.activityType(d.type()))
                .setActivityId(d.activityId());
        d.control().ifPresent(v -> a.setControl(v.text()));
        d.input().ifPresent(v -> a.setInput(v.text()));
        ActivityOptions options = d.options();
        options.taskList().ifPresent(list -> a.setTaskList(Fields.taskList(list)));
        options.taskPriority().ifPresent(a::setTaskPriority);
        options.scheduleToStart().ifPresent(v -> a.setScheduleToStartTimeout(v.text()));
        options.scheduleToClose().ifPresent(v -> a.setScheduleToCloseTimeout(v.text()));
        options.startToClose().ifPresent(v -> a.setStartToCloseTimeout(v.text()));
        options.heartbeat().ifPresent(v -> a.setHeartbeatTimeout(v.text()));
    }

    private static void continueAsNew(Decision.ContinueAsNewWorkflowExecution d, Builder m) {
        var a = m.getContinueAsNewWorkflowExecutionDecisionAttributesBuilder().addAllTagList(d.tags());
        d.version().ifPresent(a::setWorkflowTypeVersion);
        d.input().ifPresent(v -> a.setInput(v.text()));
        WorkflowOptions options = d.options();
        options.taskList().ifPresent(list -> a.setTaskList(Fields.taskList(list)));
        options.taskPriority().ifPresent(a::setTaskPriority);
        options.executionStartToClose().ifPresent(v -> a.setExecutionStartToCloseTimeout(v.text()));
        options.taskStartToClose().ifPresent(v -> a.setTaskStartToCloseTimeout(v.text()));
        options.childPolicy().ifPresent(v -> a.setChildPolicy(v.name()));
        options.lambdaRole().ifPresent(a::setLambdaRole);
    }

    private static void child(Decision.StartChildWorkflowExecution d, Builder m) {
        var a = m.getStartChildWorkflowExecutionDecisionAttributesBuilder()
                .setWorkflowType(Fields.workflowType(d.type()))
                .setWorkflowId(d.workflowId())
                .addAllTagList(d.tags());
        d.control().ifPresent(v -> a.setControl(v.text()));
        d.input().ifPresent(v -> a.setInput(v.text()));
        WorkflowOptions options = d.options();
        options.taskList().ifPresent(list -> a.setTaskList(Fields.taskList(list)));
        options.taskPriority().ifPresent(a::setTaskPriority);
        options.executionStartToClose().ifPresent(v -> a.setExecutionStartToCloseTimeout(v.text()));
        options.taskStartToClose().ifPresent(v -> a.setTaskStartToCloseTimeout(v.text()));
        options.childPolicy().ifPresent(v -> a.setChildPolicy(v.name()));
        options.lambdaRole().ifPresent(a::setLambdaRole);
    }
}
