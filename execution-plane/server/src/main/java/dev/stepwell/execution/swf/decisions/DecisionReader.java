package dev.stepwell.execution.swf.decisions;

import dev.stepwell.contracts.swf.v1.CancelWorkflowExecutionDecisionAttributes;
import dev.stepwell.contracts.swf.v1.CompleteWorkflowExecutionDecisionAttributes;
import dev.stepwell.contracts.swf.v1.ContinueAsNewWorkflowExecutionDecisionAttributes;
import dev.stepwell.contracts.swf.v1.FailWorkflowExecutionDecisionAttributes;
import dev.stepwell.contracts.swf.v1.RecordMarkerDecisionAttributes;
import dev.stepwell.contracts.swf.v1.RequestCancelExternalWorkflowExecutionDecisionAttributes;
import dev.stepwell.contracts.swf.v1.ScheduleActivityTaskDecisionAttributes;
import dev.stepwell.contracts.swf.v1.ScheduleLambdaFunctionDecisionAttributes;
import dev.stepwell.contracts.swf.v1.SignalExternalWorkflowExecutionDecisionAttributes;
import dev.stepwell.contracts.swf.v1.StartChildWorkflowExecutionDecisionAttributes;
import dev.stepwell.contracts.swf.v1.StartTimerDecisionAttributes;
import dev.stepwell.engine.decision.ActivityOptions;
import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.decision.WorkflowOptions;
import dev.stepwell.engine.workflow.SwfType;
import java.util.List;
import java.util.Optional;

/**
 * Reads the decisions of a RespondDecisionTaskCompleted, and looks up the types they name. What cannot be a decision is refused as a
 * ValidationException, and the task stays the decider's; what cannot be done is for the machine to say.
 *
 * @param admissions whether that can be decided here by this decider, and now
 * @param own the type of the run, which it continues as unless the decision says another version
 */
public record DecisionReader(SwfType own, Types types, Admissions admissions) {
    /** What is registered. */
    public interface Types {
        /** A workflow type with its defaults. */
        Registered<WorkflowOptions> workflow(SwfType type);

        /** An activity type with its defaults. */
        Registered<ActivityOptions> activity(SwfType type);
    }

    /** What a decider may decide, and how often. */
    @FunctionalInterface
    public interface Admissions {
        /** What the platform says to one more decision of that type. */
        Admission of(String kind);
    }

    /** The decisions, in their order. */
    public List<Sent> read(List<dev.stepwell.contracts.swf.v1.Decision> decisions) {
        return decisions.stream()
                .map(decision -> new Sent(read(decision), admissions.of(decision.getDecisionType())))
                .toList();
    }

    Decision read(dev.stepwell.contracts.swf.v1.Decision m) {
        String kind = m.getDecisionType();
        return switch (kind) {
            case "ScheduleActivityTask" -> {
                require(m.hasScheduleActivityTaskDecisionAttributes(), kind);
                yield activity(m.getScheduleActivityTaskDecisionAttributes());
            }
            case "RequestCancelActivityTask" -> {
                require(m.hasRequestCancelActivityTaskDecisionAttributes(), kind);
                yield new Decision.RequestCancelActivityTask(
                        m.getRequestCancelActivityTaskDecisionAttributes().getActivityId());
            }
            case "CompleteWorkflowExecution" -> complete(m.getCompleteWorkflowExecutionDecisionAttributes());
            case "FailWorkflowExecution" -> fail(m.getFailWorkflowExecutionDecisionAttributes());
            case "CancelWorkflowExecution" -> cancel(m.getCancelWorkflowExecutionDecisionAttributes());
            case "ContinueAsNewWorkflowExecution" ->
                continueAsNew(m.getContinueAsNewWorkflowExecutionDecisionAttributes());
            case "RecordMarker" -> {
                require(m.hasRecordMarkerDecisionAttributes(), kind);
                yield marker(m.getRecordMarkerDecisionAttributes());
            }
            case "StartTimer" -> {
                require(m.hasStartTimerDecisionAttributes(), kind);
                yield timer(m.getStartTimerDecisionAttributes());
            }
            case "CancelTimer" -> {
                require(m.hasCancelTimerDecisionAttributes(), kind);
                yield new Decision.CancelTimer(
                        m.getCancelTimerDecisionAttributes().getTimerId());
            }
            case "SignalExternalWorkflowExecution" -> {
                require(m.hasSignalExternalWorkflowExecutionDecisionAttributes(), kind);
                yield signal(m.getSignalExternalWorkflowExecutionDecisionAttributes());
            }
            case "RequestCancelExternalWorkflowExecution" -> {
                require(m.hasRequestCancelExternalWorkflowExecutionDecisionAttributes(), kind);
                yield requestCancel(m.getRequestCancelExternalWorkflowExecutionDecisionAttributes());
            }
            case "StartChildWorkflowExecution" -> {
                require(m.hasStartChildWorkflowExecutionDecisionAttributes(), kind);
                yield child(m.getStartChildWorkflowExecutionDecisionAttributes());
            }
            case "ScheduleLambdaFunction" -> {
                require(m.hasScheduleLambdaFunctionDecisionAttributes(), kind);
                yield lambda(m.getScheduleLambdaFunctionDecisionAttributes());
            }
            default -> throw Texts.refusal("Unknown decision type: " + kind);
        };
    }

    private static void require(boolean present, String kind) {
        if (!present) {
            throw Texts.refusal(kind + "DecisionAttributes must be specified for decision of type " + kind);
        }
    }

    private Decision activity(ScheduleActivityTaskDecisionAttributes m) {
        SwfType type =
                new SwfType(m.getActivityType().getName(), m.getActivityType().getVersion());
        ActivityOptions options = new ActivityOptions(
                Texts.text(m.hasTaskList(), m.getTaskList().getName()),
                Texts.priority(m.hasTaskPriority(), m.getTaskPriority()),
                Texts.timeout(m.hasScheduleToStartTimeout(), m.getScheduleToStartTimeout(), "scheduleToStartTimeout"),
                Texts.timeout(m.hasScheduleToCloseTimeout(), m.getScheduleToCloseTimeout(), "scheduleToCloseTimeout"),
                Texts.timeout(m.hasStartToCloseTimeout(), m.getStartToCloseTimeout(), "startToCloseTimeout"),
                Texts.timeout(m.hasHeartbeatTimeout(), m.getHeartbeatTimeout(), "heartbeatTimeout"));
        return new Decision.ScheduleActivityTask(
                type,
                m.getActivityId(),
                Texts.opaque(m.hasControl(), m.getControl()),
                Texts.opaque(m.hasInput(), m.getInput()),
                options,
                types.activity(type));
    }

    private static Decision complete(CompleteWorkflowExecutionDecisionAttributes m) {
        return new Decision.CompleteWorkflowExecution(Texts.opaque(m.hasResult(), m.getResult()));
    }

    private static Decision fail(FailWorkflowExecutionDecisionAttributes m) {
        return new Decision.FailWorkflowExecution(
                m.hasReason() ? Optional.of(m.getReason()) : Optional.empty(),
                Texts.opaque(m.hasDetails(), m.getDetails()));
    }

    private static Decision cancel(CancelWorkflowExecutionDecisionAttributes m) {
        return new Decision.CancelWorkflowExecution(Texts.opaque(m.hasDetails(), m.getDetails()));
    }

    private Decision continueAsNew(ContinueAsNewWorkflowExecutionDecisionAttributes m) {
        Optional<String> version = Texts.text(m.hasWorkflowTypeVersion(), m.getWorkflowTypeVersion());
        SwfType type = new SwfType(own.name(), version.orElse(own.version()));
        WorkflowOptions options = new WorkflowOptions(
                Texts.text(m.hasTaskList(), m.getTaskList().getName()),
                Texts.priority(m.hasTaskPriority(), m.getTaskPriority()),
                Texts.runTime(
                        m.hasExecutionStartToCloseTimeout(),
                        m.getExecutionStartToCloseTimeout(),
                        "executionStartToCloseTimeout"),
                Texts.timeout(
                        m.hasTaskStartToCloseTimeout(), m.getTaskStartToCloseTimeout(), "taskStartToCloseTimeout"),
                Texts.childPolicy(m.hasChildPolicy(), m.getChildPolicy()),
                Texts.text(m.hasLambdaRole(), m.getLambdaRole()));
        return new Decision.ContinueAsNewWorkflowExecution(
                version, Texts.opaque(m.hasInput(), m.getInput()), options, m.getTagListList(), types.workflow(type));
    }

    private static Decision marker(RecordMarkerDecisionAttributes m) {
        return new Decision.RecordMarker(m.getMarkerName(), Texts.opaque(m.hasDetails(), m.getDetails()));
    }

    private static Decision timer(StartTimerDecisionAttributes m) {
        return new Decision.StartTimer(
                m.getTimerId(),
                Texts.opaque(m.hasControl(), m.getControl()),
                Texts.seconds(m.getStartToFireTimeout(), "startToFireTimeout"));
    }

    private static Decision signal(SignalExternalWorkflowExecutionDecisionAttributes m) {
        return new Decision.SignalExternalWorkflowExecution(
                m.getWorkflowId(),
                Texts.text(m.hasRunId(), m.getRunId()),
                m.getSignalName(),
                Texts.opaque(m.hasInput(), m.getInput()),
                Texts.opaque(m.hasControl(), m.getControl()));
    }

    private static Decision requestCancel(RequestCancelExternalWorkflowExecutionDecisionAttributes m) {
        return new Decision.RequestCancelExternalWorkflowExecution(
                m.getWorkflowId(),
                Texts.text(m.hasRunId(), m.getRunId()),
                Texts.opaque(m.hasControl(), m.getControl()));
    }

    private Decision child(StartChildWorkflowExecutionDecisionAttributes m) {
        SwfType type =
                new SwfType(m.getWorkflowType().getName(), m.getWorkflowType().getVersion());
        WorkflowOptions options = new WorkflowOptions(
                Texts.text(m.hasTaskList(), m.getTaskList().getName()),
                Texts.priority(m.hasTaskPriority(), m.getTaskPriority()),
                Texts.runTime(
                        m.hasExecutionStartToCloseTimeout(),
                        m.getExecutionStartToCloseTimeout(),
                        "executionStartToCloseTimeout"),
                Texts.timeout(
                        m.hasTaskStartToCloseTimeout(), m.getTaskStartToCloseTimeout(), "taskStartToCloseTimeout"),
                Texts.childPolicy(m.hasChildPolicy(), m.getChildPolicy()),
                Texts.text(m.hasLambdaRole(), m.getLambdaRole()));
        return new Decision.StartChildWorkflowExecution(
                type,
                m.getWorkflowId(),
                Texts.opaque(m.hasControl(), m.getControl()),
                Texts.opaque(m.hasInput(), m.getInput()),
                options,
                m.getTagListList(),
                types.workflow(type));
    }

    private static Decision lambda(ScheduleLambdaFunctionDecisionAttributes m) {
        return new Decision.ScheduleLambdaFunction(
                m.getId(),
                m.getName(),
                Texts.opaque(m.hasControl(), m.getControl()),
                Texts.opaque(m.hasInput(), m.getInput()),
                Texts.timeout(m.hasStartToCloseTimeout(), m.getStartToCloseTimeout(), "startToCloseTimeout"));
    }
}
