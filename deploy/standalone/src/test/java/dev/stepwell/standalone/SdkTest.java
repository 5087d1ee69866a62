package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.sfn.v1.CreateActivityRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.swf.v1.Decision;
import dev.stepwell.contracts.swf.v1.DescribeWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskResponse;
import dev.stepwell.contracts.swf.v1.RegisterActivityTypeRequest;
import dev.stepwell.contracts.swf.v1.RegisterDomainRequest;
import dev.stepwell.contracts.swf.v1.RegisterWorkflowTypeRequest;
import dev.stepwell.contracts.swf.v1.RequestCancelWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.StartWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.TaskList;
import dev.stepwell.contracts.swf.v1.WorkflowExecution;
import dev.stepwell.contracts.swf.v1.WorkflowType;
import dev.stepwell.sdk.Arns;
import dev.stepwell.sdk.Stepwell;
import dev.stepwell.sdk.worker.SwfType;
import dev.stepwell.sdk.worker.TaskCanceled;
import dev.stepwell.sdk.worker.Worker;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDK for Java, against a gateway with two execution processes behind it, so that streams are not where executions are held. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DOMAIN = "shop";
    private static final SwfType ORDER = new SwfType("order", "1");
    private static final SwfType PACK = new SwfType("pack", "1");

    private final List<AutoCloseable> closing = new ArrayList<>();
    private String target = "";
    private String key = "";
    private InetSocketAddress grpc;
    private String account = "";
    private Stepwell stepwell;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        Installation installation = new Installation(data);
        closing.add(installation);
        closing.add(installation.start(Role.CONTROL));
        closing.add(installation.start(Role.EXECUTION, "one"));
        closing.add(installation.start(Role.EXECUTION, "two"));
        Server gateway = installation.start(Role.GATEWAY);
        closing.add(gateway);
        gateway.awaitReady(installation.options(Role.GATEWAY));
        grpc = gateway.grpc().orElseThrow();
        target = grpc.getHostString() + ":" + grpc.getPort();
        key = installation.credential("STEPWELL_API_KEY");
        account = installation.credential("STEPWELL_ACCOUNT");
        stepwell = connect(key);
        registerWithSwf();
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable each : closing.reversed()) {
            each.close();
        }
    }

    private Stepwell connect(String withKey) {
        Stepwell connected =
                Stepwell.connect(new Stepwell.Settings(target, withKey, new Arns("us-east-1", account), false));
        closing.add(connected);
        return connected;
    }

    private void registerWithSwf() {
        var unused = stepwell.swf()
                .registerDomain(RegisterDomainRequest.newBuilder()
                        .setName(DOMAIN)
                        .setWorkflowExecutionRetentionPeriodInDays("1")
                        .build());
        var unusedToo = stepwell.swf()
                .registerWorkflowType(RegisterWorkflowTypeRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setName(ORDER.name())
                        .setVersion(ORDER.version())
                        .setDefaultExecutionStartToCloseTimeout("600")
                        .setDefaultTaskStartToCloseTimeout("60")
                        .setDefaultChildPolicy("TERMINATE")
                        .build());
        var unusedEither = stepwell.swf()
                .registerActivityType(RegisterActivityTypeRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setName(PACK.name())
                        .setVersion(PACK.version())
                        .setDefaultTaskScheduleToStartTimeout("60")
                        .setDefaultTaskScheduleToCloseTimeout("60")
                        .setDefaultTaskStartToCloseTimeout("60")
                        .setDefaultTaskHeartbeatTimeout("30")
                        .build());
    }

    @Test
    void theStoryEndsAsItStands() throws Exception {
        new ScenarioPlayer(stepwell, "java").play(Path.of("../../proto/sdk/scenario.json"));
    }

    @Test
    void eachServiceAnswers() throws Exception {
        new CallsPlayer(stepwell).play(Path.of("../../proto/sdk/calls.json"));
    }

    @Test
    void aDrainedWorkerLeavesNothingHalfDone() throws Exception {
        String activity = activity("drained");
        String machine = machine("drained", activity);
        CountDownLatch taken = new CountDownLatch(4);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Worker worker = Worker.ofActivities(
                stepwell, Worker.Settings.named("drained").concurrency(4), Map.of(activity, task -> {
                    taken.countDown();
                    go.await();
                    done.incrementAndGet();
                    return task.input();
                }));
        start(machine, 10);
        assertThat(taken.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Thread.ofVirtual().start(go::countDown);
        assertThat(worker.drain(PATIENCE)).isTrue();
        assertThat(succeeded("drained", 10)).isEqualTo(done.get()).isGreaterThanOrEqualTo(4);
    }

    /** While it has all the tasks that it has credit for: one that is on its way when the line is cut is a dead worker's. */
    @Test
    void whatIsInHandOutlivesTheStream() throws Exception {
        String activity = activity("cut");
        String machine = machine("cut", activity);
        AtomicInteger done = new AtomicInteger();
        CountDownLatch taken = new CountDownLatch(4);
        CountDownLatch go = new CountDownLatch(1);
        try (BreakingLine line = new BreakingLine(grpc);
                Stepwell over = Stepwell.connect(
                        new Stepwell.Settings(line.target(), key, new Arns("us-east-1", account), false));
                Worker worker = Worker.ofActivities(
                        over, Worker.Settings.named("cut").concurrency(4), Map.of(activity, task -> {
                            taken.countDown();
                            go.await();
                            done.incrementAndGet();
                            return task.input();
                        }))) {
            start(machine, 20);
            assertThat(taken.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            line.cut();
            go.countDown();
            await().atMost(PATIENCE).until(() -> succeeded("cut", 20) == 20);
            assertThat(worker.ended().toCompletableFuture()).isNotDone();
        }
        assertThat(done).hasValue(20);
    }

    private String activity(String name) {
        return stepwell.stepFunctions()
                .createActivity(CreateActivityRequest.newBuilder().setName(name).build())
                .getActivityArn();
    }

    private String machine(String name, String activity) {
        return stepwell.stepFunctions()
                .createStateMachine(CreateStateMachineRequest.newBuilder()
                        .setName(name)
                        .setRoleArn("arn:aws:iam::" + account + ":role/any")
                        .setDefinition("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Task\",\"Resource\":\""
                                + activity + "\",\"End\":true}}}")
                        .build())
                .getStateMachineArn();
    }

    private void start(String machine, int executions) {
        for (int i = 0; i < executions; i++) {
            var unused = stepwell.stepFunctions()
                    .startExecution(StartExecutionRequest.newBuilder()
                            .setStateMachineArn(machine)
                            .setName("e" + i)
                            .build());
        }
    }

    private long succeeded(String machine, int executions) {
        return IntStream.range(0, executions)
                .filter(i -> stepwell.stepFunctions()
                        .describeExecution(DescribeExecutionRequest.newBuilder()
                                .setExecutionArn(stepwell.arns().execution(machine, "e" + i))
                                .build())
                        .getStatus()
                        .equals("SUCCEEDED"))
                .count();
    }

    @Test
    void aWorkerWithoutAKeyEnds() {
        Worker worker = Worker.ofActivities(
                connect("sw_live_nobody"),
                Worker.Settings.named("nobody"),
                Map.of(stepwell.arns().activity("any"), task -> "{}"));
        await().atMost(PATIENCE)
                .until(() -> worker.ended().toCompletableFuture().isDone());
        assertThat(worker.ended().toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
    }

    private static TaskList list(String name) {
        return TaskList.newBuilder().setName(name).build();
    }

    private String begin(String workflowId, String decisions, String activities) {
        return stepwell.swf()
                .startWorkflowExecution(StartWorkflowExecutionRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setWorkflowId(workflowId)
                        .setInput(activities)
                        .setTaskList(list(decisions))
                        .setWorkflowType(
                                WorkflowType.newBuilder().setName(ORDER.name()).setVersion(ORDER.version()))
                        .build())
                .getRunId();
    }

    private String closeStatus(String workflowId, String run) {
        return stepwell.swf()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setExecution(WorkflowExecution.newBuilder()
                                .setWorkflowId(workflowId)
                                .setRunId(run))
                        .build())
                .getExecutionInfo()
                .getCloseStatus();
    }

    /** Three activities one after the other; asked to cancel, it asks the activity that is open. */
    private static List<Decision> decide(PollForDecisionTaskResponse task) {
        HistoryEvent started = task.getEvents(0);
        String activities = started.getWorkflowExecutionStartedEventAttributes().getInput();
        long done = count(task, "ActivityTaskCompleted");
        if (count(task, "ActivityTaskCanceled") > 0) {
            return List.of(Decision.newBuilder()
                    .setDecisionType("CancelWorkflowExecution")
                    .build());
        }
        if (count(task, "WorkflowExecutionCancelRequested") > 0) {
            Decision.Builder cancel = Decision.newBuilder().setDecisionType("RequestCancelActivityTask");
            cancel.getRequestCancelActivityTaskDecisionAttributesBuilder().setActivityId("a" + done);
            return List.of(cancel.build());
        }
        if (done == 3) {
            return List.of(Decision.newBuilder()
                    .setDecisionType("CompleteWorkflowExecution")
                    .build());
        }
        Decision.Builder pack = Decision.newBuilder().setDecisionType("ScheduleActivityTask");
        pack.getScheduleActivityTaskDecisionAttributesBuilder()
                .setActivityId("a" + done)
                .setTaskList(list(activities))
                .getActivityTypeBuilder()
                .setName(PACK.name())
                .setVersion(PACK.version());
        return List.of(pack.build());
    }

    private static long count(PollForDecisionTaskResponse task, String type) {
        return task.getEventsList().stream()
                .filter(event -> event.getEventType().equals(type))
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void decidersAndWorkersOfSwfStay(int runs) {
        String name = "of-" + runs;
        try (Worker decider = Worker.ofSwfDecisions(
                        stepwell, Worker.Settings.named("decider"), DOMAIN, name, Map.of(ORDER, SdkTest::decide));
                Worker packer = Worker.ofSwfActivities(
                        stepwell, Worker.Settings.named("packer"), DOMAIN, name, Map.of(PACK, task -> null))) {
            List<String> begun = IntStream.range(0, runs)
                    .mapToObj(i -> begin(name + "-" + i, name, name))
                    .toList();
            for (int i = 0; i < runs; i++) {
                String workflow = name + "-" + i;
                String run = begun.get(i);
                await().atMost(PATIENCE).until(() -> closeStatus(workflow, run).equals("COMPLETED"));
            }
        }
    }

    @Test
    void aWorkerOfSwfIsAskedToCancel() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Worker.Settings quick = Worker.Settings.named("packer").heartbeat(Duration.ofMillis(200));
        try (Worker decider = Worker.ofSwfDecisions(
                        stepwell, Worker.Settings.named("decider"), DOMAIN, "cancel", Map.of(ORDER, SdkTest::decide));
                Worker packer = Worker.ofSwfActivities(stepwell, quick, DOMAIN, "cancel", Map.of(PACK, task -> {
                    begun.countDown();
                    task.progress("half way");
                    await().atMost(PATIENCE).until(task::isCancelRequested);
                    throw new TaskCanceled("gave up");
                }))) {
            String run = begin("cancelled", "cancel", "cancel");
            assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            var unused = stepwell.swf()
                    .requestCancelWorkflowExecution(RequestCancelWorkflowExecutionRequest.newBuilder()
                            .setDomain(DOMAIN)
                            .setWorkflowId("cancelled")
                            .build());
            await().atMost(PATIENCE).until(() -> closeStatus("cancelled", run).equals("CANCELED"));
        }
    }
}
