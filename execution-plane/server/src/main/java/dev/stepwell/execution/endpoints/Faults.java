package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Fault;
import java.util.Map;

/** AWS's refusals in AWS's words. */
public final class Faults {
    private Faults() {}

    static Fault invalidArn(String arn) {
        return new Fault("InvalidArn", "Invalid Arn: 'Invalid ARN prefix: " + arn + "'");
    }

    static Fault wrongResource(String kind) {
        return new Fault("InvalidArn", "Invalid Arn: 'Resource type not valid in this context: " + kind + "'");
    }

    /** There is no such execution. */
    public static Fault noExecution(String arn) {
        return new Fault("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
    }

    /** StateMachineDoesNotExist. */
    public static Fault noStateMachine(String arn) {
        return new Fault("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }

    static Fault labelled(String arn) {
        return new Fault(
                "ValidationException",
                "API does not support labeled ARNs: '" + arn + "'",
                Map.of("reason", "API_DOES_NOT_SUPPORT_LABELED_ARNS"));
    }

    public static Fault typeNotSupported() {
        return new Fault(
                "StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
    }

    public static Fault deleting(String arn) {
        return new Fault("StateMachineDeleting", "State Machine is being deleted: '" + arn + "'");
    }

    static Fault alreadyExists(String arn) {
        return new Fault("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
    }

    static Fault notRedrivable(String why) {
        return new Fault("ExecutionNotRedrivable", why);
    }

    static Fault ended(String arn) {
        return new Fault("ConflictException", "Execution is not in RUNNING status: '" + arn + "'");
    }

    static Fault invalidName(String name) {
        return new Fault("InvalidName", "Invalid Name: '" + name + "'");
    }

    static Fault invalidInput(String why) {
        return new Fault("InvalidExecutionInput", "Invalid State Machine Execution Input: '" + why + "'");
    }

    static Fault invalidOutput(String why) {
        return new Fault("InvalidOutput", "Invalid Output: '" + why + "'");
    }

    /** A page token that was not given for this question, or too long ago. */
    public static Fault invalidToken() {
        return new Fault("InvalidToken", "Invalid Token: 'Invalid token'");
    }

    static Fault taskTimedOut() {
        return new Fault("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
    }

    static Fault noTask() {
        return new Fault("TaskDoesNotExist", "Task Does Not Exist: 'Provided task does not exist'");
    }

    /** There is no such activity. */
    public static Fault noActivity(String arn) {
        return new Fault("ActivityDoesNotExist", "Activity Does Not Exist: '" + arn + "'");
    }

    static Fault tooManyWorkers() {
        return new Fault(
                "ActivityWorkerLimitExceeded",
                "Activity Worker Limit Exceeded: 'The maximum number of workers concurrently polling for activity tasks has been"
                        + " reached'");
    }

    static Fault noMapRun(String arn) {
        return new Fault("ResourceNotFound", "Resource not found: '" + arn + "'");
    }

    static Fault completedMapRun(String arn) {
        return new Fault(
                "ValidationException",
                "Map Run is not in RUNNING status: '" + arn + "'",
                Map.of("reason", "CANNOT_UPDATE_COMPLETED_MAP_RUN"));
    }

    /** A member of the request does not do. */
    public static Fault validation(String text) {
        return new Fault("ValidationException", text);
    }

    static Fault missing(String text) {
        return new Fault("ValidationException", text, Map.of("reason", "MISSING_REQUIRED_PARAMETER"));
    }

    static Fault tooManyExecutions() {
        return new Fault(
                "ExecutionLimitExceeded",
                "The maximum number of running executions has been reached. Running executions must end or be stopped before a"
                        + " new execution can be started.");
    }

    static Fault throttled() {
        return new Fault("ThrottlingException", "Rate exceeded");
    }

    /** It cannot be done now; asking again helps. */
    public static Fault unavailable() {
        return new Fault(
                "ServiceUnavailable", "The service is not able to take the request for the moment; try again.");
    }

    /** The service itself is at fault. */
    public static Fault internal() {
        return new Fault("InternalFailure", "The request could not be done because of an internal failure.");
    }
}
