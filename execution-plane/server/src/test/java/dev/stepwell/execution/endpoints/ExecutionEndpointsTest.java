package dev.stepwell.execution.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.DescribeMapRunRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineForExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineForExecutionResponse;
import dev.stepwell.contracts.sfn.v1.ExecutionListItem;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskRequest;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskResponse;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryRequest;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryResponse;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.contracts.sfn.v1.ListExecutionsRequest;
import dev.stepwell.contracts.sfn.v1.ListExecutionsResponse;
import dev.stepwell.contracts.sfn.v1.ListMapRunsRequest;
import dev.stepwell.contracts.sfn.v1.ListMapRunsResponse;
import dev.stepwell.contracts.sfn.v1.SendTaskFailureRequest;
import dev.stepwell.contracts.sfn.v1.SendTaskHeartbeatRequest;
import dev.stepwell.contracts.sfn.v1.SendTaskSuccessRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StateVariables;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StopExecutionResponse;
import dev.stepwell.contracts.sfn.v1.UpdateMapRunRequest;
import dev.stepwell.execution.fakes.FunctionServer;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.MemoryNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.items.NoObjects;
import dev.stepwell.execution.node.ExecutionNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A whole node on the memory store, asked as the gateway asks it. */
class ExecutionEndpointsTest {
    private static final String HOLD =
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":600,\"End\":true}}}";
    private static final String PASS = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";
    private static final Caller ME = LiveNode.caller(7, "123456789012");
    private static final Caller OTHER = LiveNode.caller(8, "210987654321");

    private final FunctionServer functions = new FunctionServer().with("echo", FunctionServer::result);
    private final MemoryNode house = new MemoryNode(Optional.of(functions.endpoint()), new NoObjects());
    private final TinyRegistry registry = house.registry;
    private final ExecutionNode node = house.node;

    @AfterEach
    void close() {
        house.close();
        functions.close();
    }

    private <A extends Message> A ask(Caller caller, String action, Message request) {
        return house.ask(caller, action, request);
    }

    private String begin(String machineArn, String name, String input) {
        StartExecutionResponse answer = ask(
                ME,
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(machineArn)
                        .setName(name)
                        .setInput(input)
                        .build());
        return answer.getExecutionArn();
    }

    private DescribeExecutionResponse describe(String arn) {
        return ask(
                ME,
                "DescribeExecution",
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build());
    }

    private void refuses(String error, String text, Caller caller, String action, Message request) {
        assertThatThrownBy(() -> ask(caller, action, request)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.error()).isEqualTo(error);
            assertThat(fault.text()).isEqualTo(text);
        });
    }

    @Test
    void anExecutionIsStartedAndDescribed() {
        String arn = begin(registry.machine("m", PASS), "e1", "{\"a\": 1}");

        assertThat(arn).isEqualTo("arn:aws:states:us-east-1:123456789012:execution:m:e1");
        DescribeExecutionResponse described = describe(arn);
        assertThat(described.getStatus()).isEqualTo("SUCCEEDED");
        assertThat(described.getInput()).isEqualTo("{\"a\": 1}");
        assertThat(described.getOutput()).isEqualTo("{\"a\": 1}");
        assertThat(described.getInputDetails().getIncluded()).isTrue();
        assertThat(described.getRedriveStatusReason()).isEqualTo("Execution is SUCCEEDED and cannot be redriven");
        assertThat(described.hasStopDate()).isTrue();
    }

    @Test
    void namesAndInputsAreOptional() {
        String machine = registry.machine("m", PASS);
        StartExecutionResponse answer = ask(
                ME,
                "StartExecution",
                StartExecutionRequest.newBuilder().setStateMachineArn(machine).build());

        DescribeExecutionResponse described = describe(answer.getExecutionArn());
        assertThat(described.getInput()).isEqualTo("{}");
        assertThat(described.getName()).hasSize(36);
    }

    @Test
    void theSameStartIsTheSameWhileItRuns() {
        String machine = registry.machine("m", HOLD);
        String first = begin(machine, "one", "{}");
        assertThat(begin(machine, "one", "{}")).isEqualTo(first);

        StartExecutionRequest other = StartExecutionRequest.newBuilder()
                .setStateMachineArn(machine)
                .setName("one")
                .setInput("{\"other\":1}")
                .build();
        refuses("ExecutionAlreadyExists", "Execution Already Exists: '" + first + "'", ME, "StartExecution", other);

        ask(
                ME,
                "StopExecution",
                StopExecutionRequest.newBuilder().setExecutionArn(first).build());
        refuses(
                "ExecutionAlreadyExists",
                "Execution Already Exists: '" + first + "'",
                ME,
                "StartExecution",
                other.toBuilder().setInput("{}").build());
    }

    @Test
    void aStartIsRefusedByItsRightName() {
        String machine = registry.machine("m", PASS);
        StartExecutionRequest start =
                StartExecutionRequest.newBuilder().setStateMachineArn(machine).build();

        refuses(
                "InvalidArn",
                "Invalid Arn: 'Invalid ARN prefix: nonsense'",
                ME,
                "StartExecution",
                start.toBuilder().setStateMachineArn("nonsense").build());
        refuses(
                "InvalidName",
                "Invalid Name: 'a b'",
                ME,
                "StartExecution",
                start.toBuilder().setName("a b").build());
        refuses(
                "StateMachineDoesNotExist",
                "State Machine Does Not Exist: '" + machine + "x'",
                ME,
                "StartExecution",
                start.toBuilder().setStateMachineArn(machine + "x").build());
        assertThatThrownBy(() -> ask(
                        ME, "StartExecution", start.toBuilder().setInput("{").build()))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.error()).isEqualTo("InvalidExecutionInput"));
        assertThatThrownBy(() -> ask(
                        ME,
                        "StartExecution",
                        start.toBuilder()
                                .setInput("\"" + "é".repeat(140_000) + "\"")
                                .build()))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.error()).isEqualTo("InvalidExecutionInput"));
        registry.delete(machine);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThatThrownBy(() -> ask(ME, "StartExecution", start))
                        .isInstanceOfSatisfying(
                                Fault.class, f -> assertThat(f.error()).isEqualTo("StateMachineDeleting")));
    }

    @Test
    void othersSeeNothing() {
        String arn = begin(registry.machine("m", HOLD), "e1", "{}");
        DescribeExecutionRequest describe =
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build();
        String text = "Execution Does Not Exist: '" + arn + "'";

        refuses("ExecutionDoesNotExist", text, OTHER, "DescribeExecution", describe);
        refuses(
                "ExecutionDoesNotExist",
                text,
                OTHER,
                "StopExecution",
                StopExecutionRequest.newBuilder().setExecutionArn(arn).build());
        refuses(
                "ExecutionDoesNotExist",
                text,
                OTHER,
                "GetExecutionHistory",
                GetExecutionHistoryRequest.newBuilder().setExecutionArn(arn).build());
        String guessed = arn.replace("123456789012", "210987654321");
        refuses(
                "ExecutionDoesNotExist",
                "Execution Does Not Exist: '" + guessed + "'",
                OTHER,
                "DescribeExecution",
                DescribeExecutionRequest.newBuilder().setExecutionArn(guessed).build());
    }

    @Test
    void stoppingIsDoneOnce() {
        String arn = begin(registry.machine("m", HOLD), "e1", "{}");
        StopExecutionRequest stop = StopExecutionRequest.newBuilder()
                .setExecutionArn(arn)
                .setError("Enough")
                .setCause("of it")
                .build();
        StopExecutionResponse first = ask(ME, "StopExecution", stop);
        StopExecutionResponse second = ask(ME, "StopExecution", stop);

        assertThat(second.getStopDate()).isEqualTo(first.getStopDate());
        DescribeExecutionResponse described = describe(arn);
        assertThat(described.getStatus()).isEqualTo("ABORTED");
        assertThat(described.getError()).isEqualTo("Enough");
        assertThat(described.getStopDate()).isEqualTo(first.getStopDate());
    }

    @Test
    void listsComeInPagesNewestFirst() {
        String machine = registry.machine("m", PASS);
        for (int i = 0; i < 7; i++) {
            begin(machine, "e" + i, "{}");
        }
        ListExecutionsRequest.Builder list =
                ListExecutionsRequest.newBuilder().setStateMachineArn(machine).setMaxResults(3);
        List<String> names = new ArrayList<>();
        int pages = 0;
        boolean more = true;
        while (more) {
            ListExecutionsResponse page = ask(ME, "ListExecutions", list.build());
            page.getExecutionsList().stream().map(ExecutionListItem::getName).forEach(names::add);
            list.setNextToken(page.getNextToken());
            more = page.hasNextToken();
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(names).containsExactlyInAnyOrder("e0", "e1", "e2", "e3", "e4", "e5", "e6");
        refuses(
                "InvalidToken",
                "Invalid Token: 'Invalid token'",
                ME,
                "ListExecutions",
                list.setNextToken("invalid").build());
    }

    @Test
    void aListIsOfOneStatus() {
        String machine = registry.machine("m", HOLD);
        begin(machine, "running", "{}");
        ask(
                ME,
                "StopExecution",
                StopExecutionRequest.newBuilder()
                        .setExecutionArn(begin(machine, "stopped", "{}"))
                        .build());
        ListExecutionsResponse page = ask(
                ME,
                "ListExecutions",
                ListExecutionsRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .setStatusFilter("ABORTED")
                        .build());

        assertThat(page.getExecutionsList())
                .extracting(ExecutionListItem::getName)
                .containsExactly("stopped");
    }

    @Test
    void historiesComeInPagesInBothDirections() {
        String arn = begin(registry.machine("m", PASS), "e", "{}");
        assertThat(ids(arn, false)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(ids(arn, true)).containsExactly(4L, 3L, 2L, 1L);
    }

    private List<Long> ids(String arn, boolean reverse) {
        GetExecutionHistoryRequest.Builder request = GetExecutionHistoryRequest.newBuilder()
                .setExecutionArn(arn)
                .setMaxResults(3)
                .setReverseOrder(reverse);
        List<Long> ids = new ArrayList<>();
        GetExecutionHistoryResponse page;
        do {
            page = ask(ME, "GetExecutionHistory", request.build());
            page.getEventsList().stream().map(HistoryEvent::getId).forEach(ids::add);
            request.setNextToken(page.getNextToken());
        } while (page.hasNextToken());
        return ids;
    }

    @Test
    void theMachineOfAnExecutionIsTheOneItRuns() {
        String machine = registry.machine("m", HOLD);
        String arn = begin(machine, "e", "{}");
        registry.machine("m", PASS);
        DescribeStateMachineForExecutionResponse described = ask(
                ME,
                "DescribeStateMachineForExecution",
                DescribeStateMachineForExecutionRequest.newBuilder()
                        .setExecutionArn(arn)
                        .build());

        assertThat(described.getDefinition()).isEqualTo(HOLD);
        assertThat(described.getLoggingConfiguration().getLevel()).isEqualTo("OFF");
        assertThat(described.getTracingConfiguration().getEnabled()).isFalse();
    }

    @Test
    void theVariablesThatItsStatesReadAreTold() {
        String definition =
                "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Assign\":{\"x\":1},\"Next\":\"B\"},"
                        + "\"B\":{\"Type\":\"Pass\",\"OutputPath\":\"$x\",\"End\":true}}}";
        DescribeStateMachineForExecutionRequest.Builder request = DescribeStateMachineForExecutionRequest.newBuilder()
                .setExecutionArn(begin(registry.machine("m", definition), "e", "{}"));
        DescribeStateMachineForExecutionResponse all = ask(ME, "DescribeStateMachineForExecution", request.build());
        assertThat(all.getVariableReferencesList())
                .containsExactly(StateVariables.newBuilder()
                        .setState("B")
                        .addVariables("x")
                        .build());

        DescribeStateMachineForExecutionResponse metadata = ask(
                ME,
                "DescribeStateMachineForExecution",
                request.setIncludedData("METADATA_ONLY").build());
        assertThat(metadata.getDefinition()).isEqualTo("{}");
        assertThat(metadata.getVariableReferencesList()).isEmpty();
    }

    @Test
    void executionsOfExpressMachinesAreNotListed() {
        String machine = registry.machine("fast", PASS);
        registry.express(machine);
        refuses(
                "StateMachineTypeNotSupported",
                "This operation is not supported by this type of state machine",
                ME,
                "ListExecutions",
                ListExecutionsRequest.newBuilder().setStateMachineArn(machine).build());
        String labelled = registry.machine("m", PASS) + "/label";
        refuses(
                "ValidationException",
                "API does not support labeled ARNs: '" + labelled + "'",
                ME,
                "ListExecutions",
                ListExecutionsRequest.newBuilder().setStateMachineArn(labelled).build());
    }

    @Test
    void anExecutionWithoutMapRunsHasNone() {
        String execution = begin(registry.machine("m", HOLD), "e", "{}");
        ListMapRunsResponse none = ask(
                ME,
                "ListMapRuns",
                ListMapRunsRequest.newBuilder().setExecutionArn(execution).build());
        assertThat(none.getMapRunsList()).isEmpty();
        assertThat(none.hasNextToken()).isFalse();
        refuses(
                "InvalidToken",
                "Invalid Token: 'Invalid token'",
                ME,
                "ListMapRuns",
                ListMapRunsRequest.newBuilder()
                        .setExecutionArn(execution)
                        .setNextToken("next")
                        .build());
        refuses(
                "ExecutionDoesNotExist",
                "Execution Does Not Exist: '" + execution + "x'",
                ME,
                "ListMapRuns",
                ListMapRunsRequest.newBuilder().setExecutionArn(execution + "x").build());
        String run = "arn:aws:states:us-east-1:123456789012:mapRun:m/label:0dd71eb2-9d6d-4f65-8b6e-3a2ab8b5b5f1";
        refuses(
                "ResourceNotFound",
                "Resource not found: '" + run + "'",
                ME,
                "DescribeMapRun",
                DescribeMapRunRequest.newBuilder().setMapRunArn(run).build());
        refuses(
                "InvalidArn",
                "Invalid Arn: 'Resource type not valid in this context: execution'",
                ME,
                "UpdateMapRun",
                UpdateMapRunRequest.newBuilder().setMapRunArn(execution).build());
    }

    @Test
    void aWorkerDoesAnActivityTask() {
        String activity = registry.activity("work");
        String machine = registry.machine(
                "m",
                "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Task\",\"Resource\":\"" + activity
                        + "\",\"HeartbeatSeconds\":60,\"End\":true}}}");
        String arn = begin(machine, "e", "{\"n\":1}");
        GetActivityTaskResponse task = ask(
                ME,
                "GetActivityTask",
                GetActivityTaskRequest.newBuilder()
                        .setActivityArn(activity)
                        .setWorkerName("w")
                        .build());
        assertThat(task.getInput()).isEqualTo("{\"n\":1}");
        String token = task.getTaskToken();

        ask(
                ME,
                "SendTaskHeartbeat",
                SendTaskHeartbeatRequest.newBuilder().setTaskToken(token).build());
        SendTaskSuccessRequest success = SendTaskSuccessRequest.newBuilder()
                .setTaskToken(token)
                .setOutput("{\"done\": true}")
                .build();
        assertThatThrownBy(() -> ask(
                        ME,
                        "SendTaskSuccess",
                        success.toBuilder().setOutput("{").build()))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.error()).isEqualTo("InvalidOutput"));
        refuses("InvalidToken", "Invalid Token: 'Invalid token'", OTHER, "SendTaskSuccess", success);
        ask(ME, "SendTaskSuccess", success);
        assertThat(describe(arn).getOutput()).isEqualTo("{\"done\": true}");

        String late = "Task Timed Out: 'Provided task does not exist anymore'";
        refuses("TaskTimedOut", late, ME, "SendTaskSuccess", success);
        refuses(
                "TaskTimedOut",
                late,
                ME,
                "SendTaskFailure",
                SendTaskFailureRequest.newBuilder().setTaskToken(token).build());
        refuses(
                "TaskTimedOut",
                late,
                ME,
                "SendTaskHeartbeat",
                SendTaskHeartbeatRequest.newBuilder().setTaskToken(token).build());
    }

    @Test
    void anUnknownActivityIsRefused() {
        String arn = "arn:aws:states:us-east-1:123456789012:activity:none";
        GetActivityTaskRequest poll =
                GetActivityTaskRequest.newBuilder().setActivityArn(arn).build();
        refuses("ActivityDoesNotExist", "Activity Does Not Exist: '" + arn + "'", ME, "GetActivityTask", poll);
    }

    @Test
    void pollsEndWhenTheNodeDrains() {
        String activity = registry.activity("work");
        CompletableFuture<GetActivityTaskResponse> poll = CompletableFuture.supplyAsync(() -> ask(
                ME,
                "GetActivityTask",
                GetActivityTaskRequest.newBuilder().setActivityArn(activity).build()));
        await().atMost(Duration.ofSeconds(60)).until(() -> node.shell().polls().held() == 1);
        node.drain(Duration.ofSeconds(5));

        assertThat(poll.join().hasTaskToken()).isFalse();
        assertThat(house.store.nodes()).isEmpty();
    }

    @Test
    void functionsAreInvoked() {
        String machine = registry.machine(
                "m",
                "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Task\",\"Resource\":"
                        + "\"arn:aws:lambda:us-east-1:123456789012:function:echo\",\"Next\":\"B\"},\"B\":{\"Type\":\"Task\","
                        + "\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Parameters\":{\"FunctionName\":\"echo\","
                        + "\"Payload.$\":\"$\"},\"OutputPath\":\"$.Payload\",\"End\":true}}}");
        String arn = begin(machine, "e", "{\"n\":1}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !describe(arn).getStatus().equals("RUNNING"));

        assertThat(describe(arn).getOutput()).isEqualTo("{\"n\":1}");
    }

    @Test
    void aWaitEndsByTheClock() {
        String machine = registry.machine(
                "m", "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":1,\"End\":true}}}");
        String arn = begin(machine, "e", "{}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> describe(arn).getStatus().equals("SUCCEEDED"));

        DescribeExecutionResponse described = describe(arn);
        long took = described.getStopDate().getSeconds() * 1_000
                + described.getStopDate().getNanos() / 1_000_000
                - described.getStartDate().getSeconds() * 1_000
                - described.getStartDate().getNanos() / 1_000_000;
        assertThat(took).isGreaterThanOrEqualTo(1_000L);
    }
}
