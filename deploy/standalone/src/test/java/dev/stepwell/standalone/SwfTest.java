package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.ActivityType;
import software.amazon.awssdk.services.swf.model.ChildPolicy;
import software.amazon.awssdk.services.swf.model.Decision;
import software.amazon.awssdk.services.swf.model.DecisionType;
import software.amazon.awssdk.services.swf.model.EventType;
import software.amazon.awssdk.services.swf.model.HistoryEvent;
import software.amazon.awssdk.services.swf.model.PollForActivityTaskResponse;
import software.amazon.awssdk.services.swf.model.PollForDecisionTaskResponse;
import software.amazon.awssdk.services.swf.model.WorkflowType;

/** SWF by AWS's own client, with two execution processes, so that tasks are asked for where their runs are not held. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwfTest {
    private static final String DOMAIN = "shop";
    private static final WorkflowType ORDER =
            WorkflowType.builder().name("order").version("1").build();
    private static final ActivityType PACK =
            ActivityType.builder().name("pack").version("1").build();

    private Installation installation;
    private Server control;
    private Server one;
    private Server two;
    private Server gateway;
    private SwfClient swf;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        installation = new Installation(data);
        control = installation.start(Role.CONTROL);
        one = installation.start(Role.EXECUTION, "one");
        two = installation.start(Role.EXECUTION, "two");
        gateway = installation.start(Role.GATEWAY);
        gateway.awaitReady(installation.options(Role.GATEWAY));
        swf = installation.swf(gateway);
        swf.registerDomain(r -> r.name(DOMAIN).workflowExecutionRetentionPeriodInDays("1"));
        swf.registerWorkflowType(r -> r.domain(DOMAIN)
                .name("order")
                .version("1")
                .defaultTaskList(l -> l.name("deciders"))
                .defaultExecutionStartToCloseTimeout("600")
                .defaultTaskStartToCloseTimeout("60")
                .defaultChildPolicy(ChildPolicy.TERMINATE));
        swf.registerActivityType(r -> r.domain(DOMAIN)
                .name("pack")
                .version("1")
                .defaultTaskList(l -> l.name("packers"))
                .defaultTaskScheduleToStartTimeout("60")
                .defaultTaskScheduleToCloseTimeout("60")
                .defaultTaskStartToCloseTimeout("60")
                .defaultTaskHeartbeatTimeout("NONE"));
    }

    @AfterAll
    void stop() {
        swf.close();
        gateway.close();
        two.close();
        one.close();
        control.close();
        installation.close();
    }

    private PollForDecisionTaskResponse decision() {
        return swf.pollForDecisionTask(r -> r.domain(DOMAIN).taskList(l -> l.name("deciders")));
    }

    private void decide(PollForDecisionTaskResponse task, Decision decision) {
        swf.respondDecisionTaskCompleted(r -> r.taskToken(task.taskToken()).decisions(decision));
    }

    private static Decision pack(int number) {
        return Decision.builder()
                .decisionType(DecisionType.SCHEDULE_ACTIVITY_TASK)
                .scheduleActivityTaskDecisionAttributes(
                        a -> a.activityType(PACK).activityId("a" + number))
                .build();
    }

    private List<HistoryEvent> history(String workflowId, String runId) {
        return swf.getWorkflowExecutionHistory(r ->
                        r.domain(DOMAIN).execution(e -> e.workflowId(workflowId).runId(runId)))
                .events();
    }

    @Test
    void activitiesOneAfterTheOtherTakeSixEventsEach() {
        int activities = 3;
        Map<String, String> runs = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            String workflowId = "order-" + i;
            runs.put(
                    workflowId,
                    swf.startWorkflowExecution(
                                    r -> r.domain(DOMAIN).workflowId(workflowId).workflowType(ORDER))
                            .runId());
        }
        for (int i = 0; i < runs.size() * (activities + 1); i++) {
            PollForDecisionTaskResponse asked = decision();
            int packed = (int) asked.events().stream()
                    .filter(event -> event.eventType() == EventType.ACTIVITY_TASK_COMPLETED)
                    .count(); // tasks of different runs come in no order that may be counted on
            Decision done = Decision.builder()
                    .decisionType(DecisionType.COMPLETE_WORKFLOW_EXECUTION)
                    .build();
            decide(asked, packed < activities ? pack(packed) : done);
            if (packed < activities) {
                PollForActivityTaskResponse task =
                        swf.pollForActivityTask(r -> r.domain(DOMAIN).taskList(l -> l.name("packers")));
                swf.respondActivityTaskCompleted(r -> r.taskToken(task.taskToken()));
            }
        }
        runs.forEach((workflowId, runId) -> {
            List<HistoryEvent> history = history(workflowId, runId);
            assertThat(history).hasSize(6 * activities + 5);
            assertThat(history.stream().map(HistoryEvent::eventId))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, history.size()).boxed().toList());
            assertThat(history.getLast().eventType()).isEqualTo(EventType.WORKFLOW_EXECUTION_COMPLETED);
        });
    }

    @Test
    void aRunContinuesOverManyGenerations() {
        swf.startWorkflowExecution(
                r -> r.domain(DOMAIN).workflowId("again").workflowType(ORDER).taskList(l -> l.name("again")));
        Set<String> runs = new HashSet<>();
        for (int generation = 0; generation < 50; generation++) {
            PollForDecisionTaskResponse task =
                    swf.pollForDecisionTask(r -> r.domain(DOMAIN).taskList(l -> l.name("again")));
            assertThat(task.workflowExecution().workflowId()).isEqualTo("again");
            assertThat(runs.add(task.workflowExecution().runId())).isTrue();
            decide(
                    task,
                    Decision.builder()
                            .decisionType(DecisionType.CONTINUE_AS_NEW_WORKFLOW_EXECUTION)
                            .continueAsNewWorkflowExecutionDecisionAttributes(a -> a.taskList(l -> l.name("again")))
                            .build());
        }
        swf.terminateWorkflowExecution(r -> r.domain(DOMAIN).workflowId("again"));
        assertThat(swf.listClosedWorkflowExecutions(r -> r.domain(DOMAIN)
                                .startTimeFilter(f -> f.oldestDate(java.time.Instant.EPOCH))
                                .executionFilter(f -> f.workflowId("again")))
                        .executionInfos())
                .hasSize(51);
    }
}
