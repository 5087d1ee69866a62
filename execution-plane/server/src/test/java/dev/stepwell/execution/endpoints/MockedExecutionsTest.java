package dev.stepwell.execution.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.contracts.platform.v1.ForkExecutionRequest;
import dev.stepwell.contracts.platform.v1.ForkExecutionResponse;
import dev.stepwell.contracts.platform.v1.GetExecutionStateRequest;
import dev.stepwell.contracts.platform.v1.GetExecutionStateResponse;
import dev.stepwell.contracts.platform.v1.SearchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.SearchExecutionsResponse;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryRequest;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryResponse;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.contracts.sfn.v1.RedriveExecutionRequest;
import dev.stepwell.contracts.sfn.v1.RedriveExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionResponse;
import dev.stepwell.execution.fakes.MemoryNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Executions started with a mock profile: a whole node on the memory store, whose functions and services nobody answers for. */
class MockedExecutionsTest {
    private static final String INVOKE =
            "\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Parameters\":{\"FunctionName\":\"f\"}";

    private static final String CHARGE = "{\"StartAt\":\"Charge\",\"States\":{\"Charge\":{" + INVOKE
            + ",\"ResultSelector\":{\"code.$\":\"$.StatusCode\"},\"ResultPath\":\"$.lambda\","
            + "\"Retry\":[{\"ErrorEquals\":[\"Busy\"],\"IntervalSeconds\":1,\"MaxAttempts\":2}],"
            + "\"Catch\":[{\"ErrorEquals\":[\"Declined\"],\"Next\":\"Sorry\"}],\"End\":true},"
            + "\"Sorry\":{\"Type\":\"Pass\",\"End\":true}}}";

    private static final String OK = "{\"Charge\":{\"0\":{\"Return\":{\"StatusCode\":200}}}}";

    private final MemoryNode node = new MemoryNode();

    @AfterEach
    void close() {
        node.close();
    }

    private String charge(String profile, String states) {
        String machine = node.registry.machine("m", CHARGE);
        node.registry.mockProfile(machine, profile, states);
        return machine + "#" + profile;
    }

    private String started(String arn, Optional<String> name) {
        StartExecutionRequest.Builder request =
                StartExecutionRequest.newBuilder().setStateMachineArn(arn).setInput("{\"order\":1}");
        name.ifPresent(request::setName);
        StartExecutionResponse answer = node.ask("StartExecution", request.build());
        return answer.getExecutionArn();
    }

    private DescribeExecutionResponse ended(String arn) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !described(arn).getStatus().equals("RUNNING"));
        return described(arn);
    }

    private DescribeExecutionResponse described(String arn) {
        return node.ask(
                "DescribeExecution",
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build());
    }

    private List<String> events(String arn) {
        GetExecutionHistoryResponse answer = node.ask(
                "GetExecutionHistory",
                GetExecutionHistoryRequest.newBuilder().setExecutionArn(arn).build());
        return answer.getEventsList().stream().map(HistoryEvent::getType).toList();
    }

    @Test
    void theHistoryIsThatOfARealTaskAndTheResultGoesTheSameWay() {
        String arn = started(charge("ok", OK), Optional.empty());
        DescribeExecutionResponse end = ended(arn);
        assertThat(Json.parse(end.getOutput())).isEqualTo(Json.parse("{\"order\":1,\"lambda\":{\"code\":200}}"));
        assertThat(end.getStateMachineArn()).endsWith(":stateMachine:m");
        assertThat(events(arn))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void itIsSaidByWhatAnExecutionIsMocked() {
        String arn = started(charge("ok", OK), Optional.empty());
        assertThat(ended(arn).getMockProfile()).isEqualTo("ok");
        GetExecutionStateResponse state = node.ask(
                "GetExecutionState",
                GetExecutionStateRequest.newBuilder().setExecutionArn(arn).build());
        assertThat(state.getMockProfile()).isEqualTo("ok");
        SearchExecutionsResponse found = node.ask(
                "SearchExecutions",
                SearchExecutionsRequest.newBuilder()
                        .setFilter(ExecutionFilter.newBuilder()
                                .setStateMachineArn(described(arn).getStateMachineArn()))
                        .build());
        assertThat(found.getExecutionsList())
                .singleElement()
                .satisfies(execution -> assertThat(execution.getMockProfile()).isEqualTo("ok"));
    }

    @Test
    void aRetryTakesTheNextResponseAndACatcherTheLast() {
        String arn = started(
                charge(
                        "declined",
                        "{\"Charge\":{\"0-1\":{\"Throw\":{\"Error\":\"Busy\"}},\"2\":{\"Throw\":{\"Error\":\"Declined\",\"Cause\":\"no\"}}}}"),
                Optional.empty());
        DescribeExecutionResponse end = ended(arn);
        assertThat(end.getStatus()).isEqualTo("SUCCEEDED");
        assertThat(Json.parse(end.getOutput())).isEqualTo(Json.parse("{\"Error\":\"Declined\",\"Cause\":\"no\"}"));
        assertThat(events(arn).stream().filter("TaskFailed"::equals)).hasSize(3);
    }

    @Test
    void whatRunsKeepsTheProfileAsItWas() {
        String asked = charge(
                "ok", "{\"Charge\":{\"0\":{\"Throw\":{\"Error\":\"Busy\"}},\"1\":{\"Return\":{\"StatusCode\":1}}}}");
        String arn = started(asked, Optional.empty());
        charge("ok", OK);
        assertThat(ended(arn).getOutput()).contains("\"code\":1");
        assertThat(ended(started(asked, Optional.empty())).getOutput()).contains("\"code\":200");
    }

    @Test
    void aRedriveAndAForkStayMocked() {
        String asked = charge(
                "again",
                "{\"Charge\":{\"0\":{\"Throw\":{\"Error\":\"Gone\"}},\"1\":{\"Return\":{\"StatusCode\":201}}}}");
        String arn = started(asked, Optional.empty());
        assertThat(ended(arn).getStatus()).isEqualTo("FAILED");
        ForkExecutionResponse fork = node.ask(
                "ForkExecution",
                ForkExecutionRequest.newBuilder().setExecutionArn(arn).build());
        DescribeExecutionResponse forked = ended(fork.getExecutionArn());
        assertThat(forked.getMockProfile()).isEqualTo("again");
        assertThat(forked.getError()).isEqualTo("Gone");
        RedriveExecutionResponse redriven = node.ask(
                "RedriveExecution",
                RedriveExecutionRequest.newBuilder().setExecutionArn(arn).build());
        assertThat(redriven.hasRedriveDate()).isTrue();
        assertThat(ended(arn).getOutput()).contains("201");
    }

    @Test
    void theSameNameIsTheSameOnlyWithTheSameProfile() {
        String hold = "{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":600,\"Next\":\"T\"},\"T\":{"
                + INVOKE + ",\"End\":true}}}";
        String machine = node.registry.machine("h", hold);
        node.registry.mockProfile(machine, "one", "{}");
        node.registry.mockProfile(machine, "two", "{}");
        String arn = started(machine + "#one", Optional.of("n"));
        assertThat(started(machine + "#one", Optional.of("n"))).isEqualTo(arn);
        for (String other : List.of(machine, machine + "#two")) {
            assertThatThrownBy(() -> started(other, Optional.of("n")))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.error()).isEqualTo("ExecutionAlreadyExists"));
        }
    }

    @Test
    void aProfileThatIsNotThereIsRefusedAsAMachineWouldBe() {
        String machine = node.registry.machine("m", CHARGE);
        for (String profile : List.of("#nobody", "#")) {
            assertThatThrownBy(() -> started(machine + profile, Optional.empty()))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.error()).isEqualTo("StateMachineDoesNotExist"));
        }
    }

    @Test
    void expressMachinesAreMockedAsWell() {
        String asked = charge("ok", OK);
        node.registry.express(asked.substring(0, asked.indexOf('#')));
        StartSyncExecutionResponse answer = node.ask(
                "StartSyncExecution",
                StartSyncExecutionRequest.newBuilder()
                        .setStateMachineArn(asked)
                        .setInput("{}")
                        .build());
        assertThat(answer.getStatus()).as("%s", answer).isEqualTo("SUCCEEDED");
        assertThat(answer.getOutput()).isEqualTo("{\"lambda\":{\"code\":200}}");
    }

    @Test
    void theChildrenOfADistributedMapAreMockedEachByItself() {
        String machine = node.registry.machine(
                "wide",
                "{\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\",\"ItemProcessor\":{\"ProcessorConfig\":"
                        + "{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"},\"StartAt\":\"T\",\"States\":{\"T\":{"
                        + INVOKE + ",\"OutputPath\":\"$.Payload\",\"End\":true}}},\"End\":true}}}");
        node.registry.mockProfile(machine, "all", "{\"T\":{\"0\":{\"Return\":{\"Payload\":\"made up\"}}}}");
        StartExecutionResponse answer = node.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(machine + "#all")
                        .setInput("[1,2,3]")
                        .build());
        DescribeExecutionResponse end = ended(answer.getExecutionArn());
        assertThat(end.getOutput()).as("%s", end).isEqualTo("[\"made up\",\"made up\",\"made up\"]");
    }
}
