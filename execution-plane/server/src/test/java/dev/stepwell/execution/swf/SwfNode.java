package dev.stepwell.execution.swf;

import com.google.protobuf.Message;
import dev.stepwell.contracts.internal.v1.SwfActivityType;
import dev.stepwell.contracts.internal.v1.SwfWorkflowType;
import dev.stepwell.contracts.swf.v1.ActivityType;
import dev.stepwell.contracts.swf.v1.Decision;
import dev.stepwell.contracts.swf.v1.DescribeWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.DescribeWorkflowExecutionResponse;
import dev.stepwell.contracts.swf.v1.GetWorkflowExecutionHistoryRequest;
import dev.stepwell.contracts.swf.v1.GetWorkflowExecutionHistoryResponse;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.contracts.swf.v1.PollForActivityTaskRequest;
import dev.stepwell.contracts.swf.v1.PollForActivityTaskResponse;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskRequest;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskResponse;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskCompletedRequest;
import dev.stepwell.contracts.swf.v1.RespondDecisionTaskCompletedRequest;
import dev.stepwell.contracts.swf.v1.StartWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.StartWorkflowExecutionResponse;
import dev.stepwell.contracts.swf.v1.TaskList;
import dev.stepwell.contracts.swf.v1.WorkflowExecution;
import dev.stepwell.contracts.swf.v1.WorkflowType;
import dev.stepwell.execution.fakes.MemoryNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import java.util.List;

/** A node with a domain, a workflow type and an activity type, and the words of deciders and workers. */
final class SwfNode implements AutoCloseable {
    static final String DOMAIN = "shop";
    private static final WorkflowType WORKFLOW =
            WorkflowType.newBuilder().setName("order").setVersion("1").build();
    static final ActivityType ACTIVITY =
            ActivityType.newBuilder().setName("pack").setVersion("1").build();

    final MemoryNode house;

    SwfNode() {
        this(new TinyRegistry());
    }

    SwfNode(TinyRegistry registry) {
        house = new MemoryNode(registry);
        house.registry.swf.domain(DOMAIN, "REGISTERED", 1);
        house.registry.swf.workflowType(
                DOMAIN,
                "order",
                "1",
                SwfWorkflowType.newBuilder()
                        .setStatus("REGISTERED")
                        .setDefaultTaskList("deciders")
                        .setDefaultExecutionStartToCloseTimeout("600")
                        .setDefaultTaskStartToCloseTimeout("60")
                        .setDefaultChildPolicy("TERMINATE")
                        .build());
        house.registry.swf.activityType(
                DOMAIN,
                "pack",
                "1",
                SwfActivityType.newBuilder()
                        .setStatus("REGISTERED")
                        .setDefaultTaskList("packers")
                        .setDefaultTaskScheduleToStartTimeout("60")
                        .setDefaultTaskScheduleToCloseTimeout("60")
                        .setDefaultTaskStartToCloseTimeout("60")
                        .setDefaultTaskHeartbeatTimeout("NONE")
                        .build());
    }

    <A extends Message> A ask(String action, Message request) {
        return house.ask("swf." + action, request);
    }

    static StartWorkflowExecutionRequest.Builder starting(String workflowId) {
        return StartWorkflowExecutionRequest.newBuilder()
                .setDomain(DOMAIN)
                .setWorkflowId(workflowId)
                .setWorkflowType(WORKFLOW);
    }

    String start(StartWorkflowExecutionRequest.Builder request) {
        StartWorkflowExecutionResponse answer = ask("StartWorkflowExecution", request.build());
        return answer.getRunId();
    }

    String start(String workflowId) {
        return start(starting(workflowId));
    }

    static TaskList list(String name) {
        return TaskList.newBuilder().setName(name).build();
    }

    static PollForDecisionTaskRequest.Builder polling(String list) {
        return PollForDecisionTaskRequest.newBuilder()
                .setDomain(DOMAIN)
                .setTaskList(list(list))
                .setIdentity("decider");
    }

    PollForDecisionTaskResponse decision(PollForDecisionTaskRequest.Builder poll) {
        return ask("PollForDecisionTask", poll.build());
    }

    PollForDecisionTaskResponse decision() {
        return decision(polling("deciders"));
    }

    void decide(PollForDecisionTaskResponse task, Decision.Builder... decisions) {
        RespondDecisionTaskCompletedRequest.Builder answer =
                RespondDecisionTaskCompletedRequest.newBuilder().setTaskToken(task.getTaskToken());
        for (Decision.Builder decision : decisions) {
            answer.addDecisions(decision);
        }
        ask("RespondDecisionTaskCompleted", answer.build());
    }

    PollForActivityTaskResponse activity() {
        return ask(
                "PollForActivityTask",
                PollForActivityTaskRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setTaskList(list("packers"))
                        .setIdentity("packer")
                        .build());
    }

    void complete(PollForActivityTaskResponse task, String result) {
        ask(
                "RespondActivityTaskCompleted",
                RespondActivityTaskCompletedRequest.newBuilder()
                        .setTaskToken(task.getTaskToken())
                        .setResult(result)
                        .build());
    }

    static WorkflowExecution execution(String workflowId, String runId) {
        return WorkflowExecution.newBuilder()
                .setWorkflowId(workflowId)
                .setRunId(runId)
                .build();
    }

    DescribeWorkflowExecutionResponse describe(String workflowId, String runId) {
        return ask(
                "DescribeWorkflowExecution",
                DescribeWorkflowExecutionRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setExecution(execution(workflowId, runId))
                        .build());
    }

    List<HistoryEvent> history(String workflowId, String runId) {
        GetWorkflowExecutionHistoryResponse answer = ask(
                "GetWorkflowExecutionHistory",
                GetWorkflowExecutionHistoryRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setExecution(execution(workflowId, runId))
                        .build());
        return answer.getEventsList();
    }

    static List<String> types(List<HistoryEvent> events) {
        return events.stream().map(HistoryEvent::getEventType).toList();
    }

    static Decision.Builder pack(String activityId) {
        Decision.Builder decision = Decision.newBuilder().setDecisionType("ScheduleActivityTask");
        decision.getScheduleActivityTaskDecisionAttributesBuilder()
                .setActivityType(ACTIVITY)
                .setActivityId(activityId)
                .setInput("in");
        return decision;
    }

    static Decision.Builder done() {
        Decision.Builder decision = Decision.newBuilder().setDecisionType("CompleteWorkflowExecution");
        decision.getCompleteWorkflowExecutionDecisionAttributesBuilder().setResult("all");
        return decision;
    }

    static Decision.Builder child(String workflowId, String list) {
        Decision.Builder decision = Decision.newBuilder().setDecisionType("StartChildWorkflowExecution");
        decision.getStartChildWorkflowExecutionDecisionAttributesBuilder()
                .setWorkflowId(workflowId)
                .setWorkflowType(WORKFLOW)
                .setTaskList(list(list));
        return decision;
    }

    static Decision.Builder again() {
        Decision.Builder decision = Decision.newBuilder().setDecisionType("ContinueAsNewWorkflowExecution");
        decision.getContinueAsNewWorkflowExecutionDecisionAttributesBuilder().setInput("next");
        return decision;
    }

    @Override
    public void close() {
        house.close();
    }
}
