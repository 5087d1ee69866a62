package dev.stepwell.clients.actions;

import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.ActivityType;
import software.amazon.awssdk.services.swf.model.ChildPolicy;
import software.amazon.awssdk.services.swf.model.Decision;
import software.amazon.awssdk.services.swf.model.DecisionType;
import software.amazon.awssdk.services.swf.model.PollForActivityTaskResponse;
import software.amazon.awssdk.services.swf.model.PollForDecisionTaskResponse;
import software.amazon.awssdk.services.swf.model.TaskList;
import software.amazon.awssdk.services.swf.model.WorkflowType;

/** A domain with one type of each kind, and what deciders and workers do in it, call by call. */
record Shop(SwfClient swf, String domain) {
    static final WorkflowType ORDER =
            WorkflowType.builder().name("order").version("1").build();
    static final ActivityType PACK =
            ActivityType.builder().name("pack").version("1").build();
    static final TaskList LIST = TaskList.builder().name("list").build();

    private static final String SECONDS = "600";

    void registerDomain() {
        swf.registerDomain(r -> r.name(domain).workflowExecutionRetentionPeriodInDays("1"));
    }

    void registerTypes() {
        swf.registerWorkflowType(r -> r.domain(domain)
                .name(ORDER.name())
                .version(ORDER.version())
                .defaultTaskList(LIST)
                .defaultChildPolicy(ChildPolicy.TERMINATE)
                .defaultExecutionStartToCloseTimeout(SECONDS)
                .defaultTaskStartToCloseTimeout(SECONDS));
        swf.registerActivityType(r -> r.domain(domain)
                .name(PACK.name())
                .version(PACK.version())
                .defaultTaskList(LIST)
                .defaultTaskHeartbeatTimeout("NONE")
                .defaultTaskScheduleToStartTimeout(SECONDS)
                .defaultTaskScheduleToCloseTimeout(SECONDS)
                .defaultTaskStartToCloseTimeout(SECONDS));
    }

    String start(String workflowId) {
        return swf.startWorkflowExecution(
                        r -> r.domain(domain).workflowId(workflowId).workflowType(ORDER))
                .runId();
    }

    void decide(Decision... decisions) {
        PollForDecisionTaskResponse task =
                swf.pollForDecisionTask(r -> r.domain(domain).taskList(LIST));
        swf.respondDecisionTaskCompleted(r -> r.taskToken(task.taskToken()).decisions(decisions));
    }

    PollForActivityTaskResponse take() {
        return swf.pollForActivityTask(r -> r.domain(domain).taskList(LIST));
    }

    static Decision pack(String activityId) {
        return Decision.builder()
                .decisionType(DecisionType.SCHEDULE_ACTIVITY_TASK)
                .scheduleActivityTaskDecisionAttributes(
                        a -> a.activityType(PACK).activityId(activityId))
                .build();
    }

    static Decision cancel(String activityId) {
        return Decision.builder()
                .decisionType(DecisionType.REQUEST_CANCEL_ACTIVITY_TASK)
                .requestCancelActivityTaskDecisionAttributes(a -> a.activityId(activityId))
                .build();
    }

    static Decision complete() {
        return Decision.builder()
                .decisionType(DecisionType.COMPLETE_WORKFLOW_EXECUTION)
                .build();
    }
}
