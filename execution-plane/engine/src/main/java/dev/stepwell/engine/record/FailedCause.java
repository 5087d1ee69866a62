package dev.stepwell.engine.record;

/** Why decisions of Amazon SWF fail: one enumeration for each kind of event that has a cause (Amazon SWF API reference, "...FailedCause"). */
public final class FailedCause {
    private FailedCause() {}

    /** Of ScheduleActivityTaskFailed. */
    public enum ScheduleActivity {
        ACTIVITY_TYPE_DEPRECATED,
        ACTIVITY_TYPE_DOES_NOT_EXIST,
        ACTIVITY_ID_ALREADY_IN_USE,
        OPEN_ACTIVITIES_LIMIT_EXCEEDED,
        ACTIVITY_CREATION_RATE_EXCEEDED,
        DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED,
        DEFAULT_TASK_LIST_UNDEFINED,
        DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED,
        DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED,
        DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED,
        OPERATION_NOT_PERMITTED
    }

    /** Of RequestCancelActivityTaskFailed. */
    public enum CancelActivity {
        ACTIVITY_ID_UNKNOWN,
        OPERATION_NOT_PERMITTED
    }

    /** Of CompleteWorkflowExecutionFailed, FailWorkflowExecutionFailed and CancelWorkflowExecutionFailed. */
    public enum Close {
        UNHANDLED_DECISION,
        OPERATION_NOT_PERMITTED
    }

    /** Of ContinueAsNewWorkflowExecutionFailed. */
    public enum ContinueAsNew {
        UNHANDLED_DECISION,
        WORKFLOW_TYPE_DEPRECATED,
        WORKFLOW_TYPE_DOES_NOT_EXIST,
        DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED,
        DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED,
        DEFAULT_TASK_LIST_UNDEFINED,
        DEFAULT_CHILD_POLICY_UNDEFINED,
        CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED,
        OPERATION_NOT_PERMITTED
    }

    /** Of RecordMarkerFailed. */
    public enum RecordMarker {
        OPERATION_NOT_PERMITTED
    }

    /** Of StartTimerFailed. */
    public enum StartTimer {
        TIMER_ID_ALREADY_IN_USE,
        OPEN_TIMERS_LIMIT_EXCEEDED,
        TIMER_CREATION_RATE_EXCEEDED,
        OPERATION_NOT_PERMITTED
    }

    /** Of CancelTimerFailed. */
    public enum CancelTimer {
        TIMER_ID_UNKNOWN,
        OPERATION_NOT_PERMITTED
    }

    /** Of StartChildWorkflowExecutionFailed. */
    public enum StartChild {
        WORKFLOW_TYPE_DOES_NOT_EXIST,
        WORKFLOW_TYPE_DEPRECATED,
        OPEN_CHILDREN_LIMIT_EXCEEDED,
        OPEN_WORKFLOWS_LIMIT_EXCEEDED,
        CHILD_CREATION_RATE_EXCEEDED,
        WORKFLOW_ALREADY_RUNNING,
        DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED,
        DEFAULT_TASK_LIST_UNDEFINED,
        DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED,
        DEFAULT_CHILD_POLICY_UNDEFINED,
        OPERATION_NOT_PERMITTED
    }

    /** Of SignalExternalWorkflowExecutionFailed. */
    public enum SignalExternal {
        UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION,
        SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED,
        OPERATION_NOT_PERMITTED
    }

    /** Of RequestCancelExternalWorkflowExecutionFailed. */
    public enum CancelExternal {
        UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION,
        REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED,
        OPERATION_NOT_PERMITTED
    }

    /** Of ScheduleLambdaFunctionFailed. */
    public enum ScheduleLambda {
        ID_ALREADY_IN_USE,
        OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED,
        LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED,
        LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION
    }

    /** Of StartLambdaFunctionFailed. */
    public enum StartLambda {
        ASSUME_ROLE_FAILED
    }
}
