package dev.stepwell.execution.metrics;

/**
 * What is counted, by the names CloudWatch has for it (developer guides, "Monitoring metrics"). Names that end in {@code Time} are
 * times, the two of memory and the billed duration are distributions, all others are counts.
 */
enum Metric {
    // Of executions, by StateMachineArn.
    ExecutionsStarted(Of.MACHINE, Form.COUNT),
    ExecutionsSucceeded(Of.MACHINE, Form.COUNT),
    ExecutionsFailed(Of.MACHINE, Form.COUNT),
    ExecutionsAborted(Of.MACHINE, Form.COUNT),
    ExecutionsTimedOut(Of.MACHINE, Form.COUNT),
    ExecutionThrottled(Of.MACHINE, Form.COUNT),
    ExecutionTime(Of.MACHINE, Form.TIME),
    ExecutionsRedriven(Of.MACHINE, Form.COUNT),
    RedrivenExecutionsSucceeded(Of.MACHINE, Form.COUNT),
    RedrivenExecutionsFailed(Of.MACHINE, Form.COUNT),
    RedrivenExecutionsAborted(Of.MACHINE, Form.COUNT),
    RedrivenExecutionsTimedOut(Of.MACHINE, Form.COUNT),
    ExpressExecutionBilledDuration(Of.MACHINE, Form.AMOUNT),
    ExpressExecutionBilledMemory(Of.MACHINE, Form.AMOUNT),
    ExpressExecutionMemory(Of.MACHINE, Form.AMOUNT),
    // Of activities, by ActivityArn.
    ActivitiesScheduled(Of.ACTIVITY, Form.COUNT),
    ActivitiesStarted(Of.ACTIVITY, Form.COUNT),
    ActivitiesSucceeded(Of.ACTIVITY, Form.COUNT),
    ActivitiesFailed(Of.ACTIVITY, Form.COUNT),
    ActivitiesTimedOut(Of.ACTIVITY, Form.COUNT),
    ActivitiesHeartbeatTimedOut(Of.ACTIVITY, Form.COUNT),
    ActivityScheduleTime(Of.ACTIVITY, Form.TIME),
    ActivityRunTime(Of.ACTIVITY, Form.TIME),
    ActivityTime(Of.ACTIVITY, Form.TIME),
    // Of functions, by LambdaFunctionArn.
    LambdaFunctionsScheduled(Of.FUNCTION, Form.COUNT),
    LambdaFunctionsStarted(Of.FUNCTION, Form.COUNT),
    LambdaFunctionsSucceeded(Of.FUNCTION, Form.COUNT),
    LambdaFunctionsFailed(Of.FUNCTION, Form.COUNT),
    LambdaFunctionsTimedOut(Of.FUNCTION, Form.COUNT),
    LambdaFunctionScheduleTime(Of.FUNCTION, Form.TIME),
    LambdaFunctionRunTime(Of.FUNCTION, Form.TIME),
    LambdaFunctionTime(Of.FUNCTION, Form.TIME),
    // Of services, by ServiceIntegrationResourceArn.
    ServiceIntegrationsScheduled(Of.SERVICE, Form.COUNT),
    ServiceIntegrationsStarted(Of.SERVICE, Form.COUNT),
    ServiceIntegrationsSucceeded(Of.SERVICE, Form.COUNT),
    ServiceIntegrationsFailed(Of.SERVICE, Form.COUNT),
    ServiceIntegrationsTimedOut(Of.SERVICE, Form.COUNT),
    ServiceIntegrationScheduleTime(Of.SERVICE, Form.TIME),
    ServiceIntegrationRunTime(Of.SERVICE, Form.TIME),
    ServiceIntegrationTime(Of.SERVICE, Form.TIME),
    // Of Amazon SWF, by Domain.
    WorkflowsCompleted(Of.DOMAIN, Form.COUNT),
    WorkflowsFailed(Of.DOMAIN, Form.COUNT),
    WorkflowsCanceled(Of.DOMAIN, Form.COUNT),
    WorkflowsTerminated(Of.DOMAIN, Form.COUNT),
    WorkflowsTimedOut(Of.DOMAIN, Form.COUNT),
    WorkflowsContinuedAsNew(Of.DOMAIN, Form.COUNT),
    WorkflowStartToCloseTime(Of.DOMAIN, Form.TIME),
    DecisionTasksCompleted(Of.DOMAIN, Form.COUNT),
    StartedDecisionTasksTimedOutOnClose(Of.DOMAIN, Form.COUNT),
    DecisionTaskScheduleToStartTime(Of.DOMAIN, Form.TIME),
    DecisionTaskStartToCloseTime(Of.DOMAIN, Form.TIME),
    ActivityTasksCompleted(Of.DOMAIN, Form.COUNT),
    ActivityTasksFailed(Of.DOMAIN, Form.COUNT),
    ActivityTasksCanceled(Of.DOMAIN, Form.COUNT),
    ScheduledActivityTasksTimedOutOnStart(Of.DOMAIN, Form.COUNT),
    ScheduledActivityTasksTimedOutOnClose(Of.DOMAIN, Form.COUNT),
    StartedActivityTasksTimedOutOnClose(Of.DOMAIN, Form.COUNT),
    StartedActivityTasksTimedOutOnHeartbeat(Of.DOMAIN, Form.COUNT),
    ActivityTaskScheduleToStartTime(Of.DOMAIN, Form.TIME),
    ActivityTaskScheduleToCloseTime(Of.DOMAIN, Form.TIME),
    ActivityTaskStartToCloseTime(Of.DOMAIN, Form.TIME);

    private final Of of;
    private final Form form;

    Metric(Of of, Form form) {
        this.of = of;
        this.form = form;
    }

    /** What it is a figure of. */
    Of of() {
        return of;
    }

    /** How it is added up. */
    Form form() {
        return form;
    }

    /** What a metric is a figure of: CloudWatch's dimensions. */
    enum Of {
        MACHINE("aws.states.", "StateMachineArn"),
        ACTIVITY("aws.states.", "ActivityArn"),
        FUNCTION("aws.states.", "LambdaFunctionArn"),
        SERVICE("aws.states.", "ServiceIntegrationResourceArn"),
        DOMAIN("aws.swf.", "Domain");

        private final String space;
        private final String dimension;

        Of(String space, String dimension) {
            this.space = space;
            this.dimension = dimension;
        }

        /** The namespace, with a dot behind. */
        String space() {
            return space;
        }

        /** The name of the dimension. */
        String dimension() {
            return dimension;
        }
    }

    /** How a metric is added up. */
    enum Form {
        COUNT,
        TIME,
        AMOUNT
    }
}
