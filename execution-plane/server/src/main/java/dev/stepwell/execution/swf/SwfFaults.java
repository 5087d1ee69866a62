package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.turns.NotDone;
import java.util.Optional;

/** SWF's refusals in AWS's words. */
final class SwfFaults {
    private static final String UNKNOWN = "UnknownResourceFault";

    private SwfFaults() {}

    static Fault unknownType(String kind, SwfType type) {
        return new Fault(UNKNOWN, "Unknown type: " + print(kind, type));
    }

    static Fault deprecatedType(String kind, SwfType type) {
        return new Fault("TypeDeprecatedFault", print(kind, type));
    }

    private static String print(String kind, SwfType type) {
        return kind + "=[name=" + type.name() + ", version=" + type.version() + "]";
    }

    /** An execution that is not there, or not open, as the actions that address one by its workflow id say it. */
    static Fault unknownExecution(String workflowId, Optional<String> runId) {
        return new Fault(
                UNKNOWN,
                "Unknown execution, workflowId = " + workflowId
                        + runId.map(run -> ", runId = " + run).orElse(""));
    }

    /** An execution that is not there, as the actions say it that look at one. */
    static Fault unknownExecution(WorkflowExecution execution) {
        return new Fault(
                UNKNOWN,
                "Unknown execution: WorkflowExecution=[workflowId=" + execution.workflowId() + ", runId="
                        + execution.runId() + "]");
    }

    static Fault unknownActivity(long scheduledEventId) {
        return new Fault(UNKNOWN, "Unknown activity, scheduledEventId = " + scheduledEventId);
    }

    static Fault unknownDecision(long scheduledEventId) {
        return new Fault(UNKNOWN, "Unknown decision, scheduledEventId = " + scheduledEventId);
    }

    /** @param member what neither the request says nor the type has a default for */
    static Fault defaultUndefined(String member) {
        return new Fault("DefaultUndefinedFault", member);
    }

    static Fault alreadyStarted() {
        return new Fault("WorkflowExecutionAlreadyStartedFault", "");
    }

    static Fault tooManyExecutions(String domain) {
        return new Fault(
                "LimitExceededFault",
                "The maximum number of open executions of domain " + domain + " has been reached");
    }

    static Fault tooManyPolls() {
        return new Fault("LimitExceededFault", "The maximum number of pollers of a task list has been reached");
    }

    static Fault validation(String text) {
        return new Fault("ValidationException", text);
    }

    static Fault invalidToken() {
        return validation("Invalid token");
    }

    /** The refusal for something that was not done, for whoever asked about an execution. */
    static Fault of(NotDone why, Fault unknown) {
        return why instanceof NotDone.Unknown ? unknown : Waits.fault(why);
    }
}
