package dev.stepwell.execution.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.contracts.worker.v1.Heartbeat;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Refusal;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.Task;
import dev.stepwell.contracts.worker.v1.TaskFailure;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.execution.fakes.Listening;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.MemoryNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.node.ExecutionNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node on the memory store, and a worker that stays with it. */
class WorkStreamsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Caller ME = LiveNode.caller(7, "123456789012");

    private final MemoryNode house = new MemoryNode();
    private final TinyRegistry registry = house.registry;
    private final ExecutionNode node = house.node;
    private final String activity = registry.activity("work");
    private final String machine = registry.machine("m", """
            {"StartAt": "A", "States": {
              "A": {"Type": "Task", "Resource": "%s", "Next": "B"},
              "B": {"Type": "Task", "Resource": "%s", "HeartbeatSeconds": 600, "End": true}}}""".formatted(activity, activity));
    private final Listening mouth = new Listening();

    @AfterEach
    void close() {
        house.close();
    }

    private String begin() {
        StartExecutionRequest request = StartExecutionRequest.newBuilder()
                .setStateMachineArn(machine)
                .setInput("{\"a\":1}")
                .build();
        return ((StartExecutionResponse)
                        node.actions().find("StartExecution").orElseThrow().answer(ME, request))
                .getExecutionArn();
    }

    private String status(String arn) {
        DescribeExecutionRequest request =
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build();
        return ((DescribeExecutionResponse)
                        node.actions().find("DescribeExecution").orElseThrow().answer(ME, request))
                .getStatus();
    }

    private Ear<WorkRequest> stay(int credit) {
        Ear<WorkRequest> ear = node.work().begin(ME, mouth);
        ear.hear(hello().setCredit(credit).build());
        return ear;
    }

    private WorkRequest.Builder hello() {
        return WorkRequest.newBuilder()
                .setHello(Hello.newBuilder().addActivityArns(activity).setWorkerName("stayer"));
    }

    private static Report.Builder report(long number, Task task) {
        return Report.newBuilder().setNumber(number).setTaskToken(task.getTaskToken());
    }

    private static WorkRequest reports(Report.Builder... reports) {
        WorkRequest.Builder said = WorkRequest.newBuilder();
        for (Report.Builder report : reports) {
            said.addReports(report);
        }
        return said.build();
    }

    private Task task(int index) {
        await().atMost(PATIENCE).until(() -> mouth.tasks().size() > index);
        return mouth.tasks().get(index);
    }

    private String refusal(long number) {
        await().atMost(PATIENCE).until(() -> mouth.refused(number).isPresent());
        return mouth.refused(number).map(Refusal::getError).orElseThrow();
    }

    @Test
    void tasksComeDownAndResultsGoUp() {
        Ear<WorkRequest> ear = stay(1);
        String arn = begin();
        Task first = task(0);
        assertThat(first.getInput()).isEqualTo("{\"a\":1}");
        assertThat(first.getActivityArn()).isEqualTo(activity);
        assertThat(first.getExecutionArn()).isEqualTo(arn);

        ear.hear(reports(report(1, first).setOutput("{\"b\":2}")));
        Task second = task(1);
        assertThat(second.getInput()).isEqualTo("{\"b\":2}");
        ear.hear(reports(report(2, second).setHeartbeat(Heartbeat.getDefaultInstance())));
        await().atMost(PATIENCE).until(() -> mouth.taken().containsAll(List.of(1L, 2L)));
        ear.hear(reports(report(3, second).setOutput("3")));
        await().atMost(PATIENCE).until(() -> mouth.taken().contains(3L));
        assertThat(status(arn)).isEqualTo("SUCCEEDED");
    }

    @Test
    void everyReportIsAnsweredByItself() {
        Ear<WorkRequest> ear = stay(1);
        String arn = begin();
        Task task = task(0);
        ear.hear(reports(
                report(1, task).setOutput("{"),
                Report.newBuilder().setNumber(2).setTaskToken("nonsense").setOutput("{}"),
                report(3, task),
                report(4, task).setFailure(TaskFailure.newBuilder().setError("e".repeat(257))),
                report(5, task)
                        .setFailure(TaskFailure.newBuilder().setError("Mine").setCause("why")),
                report(6, task).setOutput("{}")));

        assertThat(refusal(1)).isEqualTo("InvalidOutput");
        assertThat(refusal(2)).isEqualTo("InvalidToken");
        assertThat(refusal(3)).isEqualTo("ValidationException");
        assertThat(refusal(4)).isEqualTo("ValidationException");
        assertThat(refusal(6)).isEqualTo("TaskTimedOut");
        await().atMost(PATIENCE).until(() -> mouth.taken().contains(5L));
        assertThat(status(arn)).isEqualTo("FAILED");
        ear.hear(reports(report(7, task).setHeartbeat(Heartbeat.getDefaultInstance())));
        assertThat(refusal(7)).isEqualTo("TaskTimedOut");
    }

    @Test
    void creditIsTheMostThatAWorkerHas() {
        Ear<WorkRequest> ear = stay(2);
        for (int i = 0; i < 4; i++) {
            begin();
        }
        task(1);
        ear.hear(reports(report(1, task(0)).setFailure(TaskFailure.getDefaultInstance())));
        task(2);
        ear.hear(WorkRequest.newBuilder().setCredit(3).build());
        task(3);
        assertThat(mouth.tasks().stream().map(Task::getTaskToken)).doesNotHaveDuplicates();
    }

    @Test
    void aWorkerHearsThatItsTaskIsOver() {
        stay(1);
        String arn = begin();
        Task task = task(0);
        node.actions()
                .find("StopExecution")
                .orElseThrow()
                .answer(
                        ME,
                        StopExecutionRequest.newBuilder().setExecutionArn(arn).build());

        await().atMost(PATIENCE).until(() -> mouth.cancelled().contains(task.getTaskToken()));
    }

    @Test
    void whatAWorkerHadIsReportedOnByAnotherStream() {
        Ear<WorkRequest> ear = stay(1);
        begin();
        Task task = task(0);
        ear.gone();
        Ear<WorkRequest> next = stay(1);
        next.hear(reports(report(1, task).setOutput("{}")));

        await().atMost(PATIENCE).until(() -> mouth.taken().contains(1L));
        task(1);
    }

    @Test
    void aNodeThatIsDrainedSendsWorkersAway() {
        stay(1);
        node.drain(Duration.ofSeconds(5));

        await().atMost(PATIENCE).until(() -> mouth.wasSentAway() && mouth.hasEnded());
    }

    @Test
    void whoHasNoMoreToSayHearsTheRest() {
        Ear<WorkRequest> ear = stay(1);
        begin();
        Task task = task(0);
        ear.hear(WorkRequest.newBuilder()
                .setCredit(0)
                .addReports(report(1, task).setOutput("{}"))
                .build());
        ear.over();

        await().atMost(PATIENCE).until(mouth::hasEnded);
        assertThat(mouth.taken()).contains(1L);
    }

    @Test
    void helloIsHeldToTheRules() {
        refuses("ValidationException", WorkRequest.getDefaultInstance());
        refuses(
                "ValidationException",
                WorkRequest.newBuilder().setHello(Hello.getDefaultInstance()).build());
        refuses(
                "ActivityDoesNotExist",
                WorkRequest.newBuilder()
                        .setHello(Hello.newBuilder().addActivityArns(activity + "2"))
                        .build());
        refuses(
                "ActivityDoesNotExist",
                WorkRequest.newBuilder()
                        .setHello(Hello.newBuilder().addActivityArns(activity.replace("123456789012", "210987654321")))
                        .build());
        refuses(
                "InvalidArn",
                WorkRequest.newBuilder()
                        .setHello(Hello.newBuilder().addActivityArns("x"))
                        .build());
        refuses("ValidationException", hello().setCredit(1_001).build());
    }

    private void refuses(String error, WorkRequest first) {
        Ear<WorkRequest> ear = node.work().begin(ME, new Listening());
        assertThatThrownBy(() -> ear.hear(first))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo(error));
        ear.gone();
    }

    @Test
    void anotherTenantsTokenIsNone() {
        stay(1);
        begin();
        Task task = task(0);
        Listening others = new Listening();
        Ear<WorkRequest> other = node.work().begin(LiveNode.caller(8, "123456789012"), others);
        other.hear(hello().setCredit(1).build());
        other.hear(reports(report(1, task).setOutput("{}")));

        await().atMost(PATIENCE).until(() -> others.refused(1).isPresent());
        assertThat(others.refused(1).orElseThrow().getError()).isEqualTo("InvalidToken");
    }
}
