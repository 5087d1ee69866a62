package dev.stepwell.execution.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.contracts.platform.v1.ForkExecutionRequest;
import dev.stepwell.contracts.platform.v1.ForkExecutionResponse;
import dev.stepwell.contracts.platform.v1.GetExecutionStateRequest;
import dev.stepwell.contracts.platform.v1.GetExecutionStateResponse;
import dev.stepwell.contracts.platform.v1.GetExecutionWaitsRequest;
import dev.stepwell.contracts.platform.v1.GetExecutionWaitsResponse;
import dev.stepwell.contracts.platform.v1.OpenFlow;
import dev.stepwell.contracts.platform.v1.PauseExecutionRequest;
import dev.stepwell.contracts.platform.v1.PauseExecutionResponse;
import dev.stepwell.contracts.platform.v1.ResumeExecutionRequest;
import dev.stepwell.contracts.platform.v1.SearchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.SearchExecutionsResponse;
import dev.stepwell.contracts.platform.v1.StartExecutionAtRequest;
import dev.stepwell.contracts.platform.v1.StartExecutionAtResponse;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskRequest;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskResponse;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryRequest;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryResponse;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.contracts.sfn.v1.SendTaskSuccessRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.MemoryNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Executions begun at any state, forked, paused and looked at: a whole node on the memory store. */
class SteeringTest {
    /** Fails in Check unless it is given something better. */
    private static final String ORDER = """
            {"QueryLanguage": "JSONata", "StartAt": "Price", "States": {
              "Price": {"Type": "Pass", "Assign": {"price": "{% $states.input.price %}"}, "Output": {"count": 0}, "Next": "Check"},
              "Check": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.count > 0 %}", "Next": "Both"}], "Default": "No"},
              "No": {"Type": "Fail", "Error": "Empty"},
              "Both": {"Type": "Parallel", "Next": "Sum", "Branches": [
                {"StartAt": "In", "States": {"In": {"Type": "Pass", "Output": "{% $states.input.count * $price %}", "End": true}}}]},
              "Sum": {"Type": "Pass", "Output": {"sum": "{% $states.input[0] %}"}, "End": true}}}""";

    private static final String HOLD = """
            {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 1, "Next": "B"}, "B": {"Type": "Wait", "Seconds": 600, "End": true}}}""";

    private final MemoryNode node = new MemoryNode();

    @AfterEach
    void close() {
        node.close();
    }

    private String started(String machineArn, String input) {
        StartExecutionResponse answer = node.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(machineArn)
                        .setInput(input)
                        .build());
        return answer.getExecutionArn();
    }

    private String startedAt(StartExecutionAtRequest.Builder request) {
        StartExecutionAtResponse answer = node.ask("StartExecutionAt", request.build());
        return answer.getExecutionArn();
    }

    private static StartExecutionAtRequest.Builder at(String machineArn, String state) {
        return StartExecutionAtRequest.newBuilder()
                .setStateMachineArn(machineArn)
                .setStateName(state);
    }

    private static ForkExecutionRequest.Builder fork(String arn) {
        return ForkExecutionRequest.newBuilder().setExecutionArn(arn);
    }

    private ForkExecutionResponse forked(ForkExecutionRequest.Builder request) {
        return node.ask("ForkExecution", request.build());
    }

    private DescribeExecutionResponse described(String arn) {
        return node.ask(
                "DescribeExecution",
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build());
    }

    private DescribeExecutionResponse ended(String arn) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !described(arn).getStatus().equals("RUNNING"));
        return described(arn);
    }

    private List<HistoryEvent> history(String arn) {
        GetExecutionHistoryResponse answer = node.ask(
                "GetExecutionHistory",
                GetExecutionHistoryRequest.newBuilder().setExecutionArn(arn).build());
        return answer.getEventsList();
    }

    private GetExecutionStateResponse state(GetExecutionStateRequest.Builder request) {
        return node.ask("GetExecutionState", request.build());
    }

    private static GetExecutionStateRequest.Builder of(String arn) {
        return GetExecutionStateRequest.newBuilder().setExecutionArn(arn);
    }

    private void refuses(String error, String action, Message.Builder request) {
        assertThatThrownBy(() -> node.ask(action, request.build()))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo(error));
    }

    private void isOutput(String arn, String output) {
        DescribeExecutionResponse end = ended(arn);
        assertThat(end.getStatus()).as("%s", end).isEqualTo("SUCCEEDED");
        assertThat(Json.parse(end.getOutput())).isEqualTo(Json.parse(output));
    }

    @Test
    void anExecutionBeginsWhereItIsToldTo() {
        String machine = node.registry.machine("m", ORDER);
        String arn = startedAt(at(machine, "Both").setInput("{\"count\":3}").setVariables("{\"price\":4}"));
        isOutput(arn, "{\"sum\":12}");
        assertThat(history(arn))
                .extracting(HistoryEvent::getType)
                .startsWith("ExecutionStarted", "ParallelStateEntered")
                .endsWith("ExecutionSucceeded");
        assertThat(described(arn).getInput()).isEqualTo("{\"count\":3}");
        assertThat(state(of(arn)).getStartStateName()).isEqualTo("Both");
        assertThat(state(of(arn)).hasOriginExecutionArn()).isFalse();
    }

    @Test
    void whatCannotBeBegunAtIsRefused() {
        String machine = node.registry.machine("m", ORDER);
        refuses("ValidationException", "StartExecutionAt", at(machine, "Nowhere"));
        refuses("ValidationException", "StartExecutionAt", at(machine, "In"));
        for (String variables : List.of("[]", "{", "{\"states\":1}", "{\"a b\":1}", "{\"" + "a".repeat(81) + "\":1}")) {
            refuses(
                    "ValidationException",
                    "StartExecutionAt",
                    at(machine, "Sum").setVariables(variables));
        }
        String large = "{\"a\":\"" + "x".repeat(262_144) + "\"}";
        refuses("ValidationException", "StartExecutionAt", at(machine, "Sum").setVariables(large));
        refuses("InvalidExecutionInput", "StartExecutionAt", at(machine, "Sum").setInput("{"));
        refuses("InvalidName", "StartExecutionAt", at(machine, "Sum").setName("a b"));
        refuses("StateMachineDoesNotExist", "StartExecutionAt", at(machine + "x", "Sum"));
        String express = node.registry.machine("e", ORDER);
        node.registry.express(express);
        refuses("StateMachineTypeNotSupported", "StartExecutionAt", at(express, "Sum"));
        String deleting = node.registry.machine("d", ORDER);
        node.registry.delete(deleting);
        refuses("StateMachineDeleting", "StartExecutionAt", at(deleting, "Sum"));
    }

    @Test
    void byItsNameTheSameIsStartedOnce() {
        String machine = node.registry.machine("m", HOLD);
        StartExecutionAtRequest.Builder request =
                at(machine, "B").setName("n").setInput("{}").setVariables("{\"v\":1}");
        String arn = startedAt(request);
        assertThat(startedAt(request)).isEqualTo(arn);
        refuses("ExecutionAlreadyExists", "StartExecutionAt", request.clone().setVariables("{\"v\":2}"));
        refuses("ExecutionAlreadyExists", "StartExecutionAt", request.clone().setStateName("A"));
        refuses(
                "ExecutionAlreadyExists",
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .setName("n")
                        .setInput("{}"));
    }

    @Test
    void aForkBeginsWhereItsOriginWasWithWhatItHadThere() {
        String origin = started(node.registry.machine("m", ORDER), "{\"price\":5}");
        assertThat(ended(origin).getError()).isEqualTo("Empty");
        long checked = history(origin).stream()
                .filter(event -> event.getStateEnteredEventDetails().getName().equals("Check"))
                .findFirst()
                .orElseThrow()
                .getId();

        ForkExecutionResponse same = forked(fork(origin).setEventId(checked + 1));
        assertThat(same.getStateName()).isEqualTo("Check");
        assertThat(same.getEventId()).isEqualTo(checked);
        assertThat(ended(same.getExecutionArn()).getError()).isEqualTo("Empty");

        isOutput(
                forked(fork(origin).setEventId(checked).setInput("{\"count\":2}"))
                        .getExecutionArn(),
                "{\"sum\":10}");
        isOutput(
                forked(fork(origin)
                                .setStateName("Check")
                                .setInput("{\"count\":2}")
                                .setVariables("{\"price\":7}"))
                        .getExecutionArn(),
                "{\"sum\":14}");
        ForkExecutionResponse last = forked(fork(origin));
        assertThat(last.getStateName()).isEqualTo("No");
        assertThat(described(origin).getStatus()).isEqualTo("FAILED");

        SearchExecutionsResponse found = node.ask(
                "SearchExecutions",
                SearchExecutionsRequest.newBuilder()
                        .setFilter(ExecutionFilter.newBuilder()
                                .setName(same.getExecutionArn()
                                        .substring(same.getExecutionArn().lastIndexOf(':') + 1)))
                        .build());
        assertThat(found.getExecutions(0).getOriginExecutionArn()).isEqualTo(origin);
        assertThat(found.getExecutions(0).getOriginEventId()).isEqualTo(checked);
        assertThat(found.getExecutions(0).getStartStateName()).isEqualTo("Check");
        assertThat(state(of(same.getExecutionArn())).getOriginExecutionArn()).isEqualTo(origin);
    }

    @Test
    void whatCannotBeForkedIsRefused() {
        String origin = started(node.registry.machine("m", ORDER), "{\"price\":5}");
        ended(origin);
        refuses("ValidationException", "ForkExecution", fork(origin).setEventId(99));
        refuses("ValidationException", "ForkExecution", fork(origin).setStateName("Sum")); // never entered
        refuses(
                "ValidationException",
                "ForkExecution",
                fork(origin).setStateName("In").setInput("{}"));
        refuses("InvalidExecutionInput", "ForkExecution", fork(origin).setInput("{"));
        refuses("ExecutionDoesNotExist", "ForkExecution", fork(origin + "x"));
        assertThatThrownBy(() -> node.ask(
                        LiveNode.caller(8, "210987654321"),
                        "ForkExecution",
                        fork(origin).build()))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("ExecutionDoesNotExist"));
        isOutput(forked(fork(origin).setStateName("Sum").setInput("[1]")).getExecutionArn(), "{\"sum\":1}");
    }

    @Test
    void aForkRunsTheRevisionOfItsOriginUnlessToldOtherwise() {
        String one = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Result\":1,\"End\":true}}}";
        String origin = started(node.registry.machine("m", one), "{}");
        ended(origin);
        node.registry.machine("m", one.replace("\"Result\":1", "\"Result\":2"));
        await().atMost(Duration.ofSeconds(30)) // pointers to the newest revision are remembered for a moment
                .untilAsserted(() ->
                        isOutput(forked(fork(origin).setCurrentRevision(true)).getExecutionArn(), "2"));
        isOutput(forked(fork(origin)).getExecutionArn(), "1");
        node.registry.machine("m", one.replace("\"A\"", "\"B\""));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> refuses(
                        "ValidationException", "ForkExecution", fork(origin).setCurrentRevision(true)));
    }

    @Test
    void theTokenOfAForkIsKnownAgain() {
        String origin = started(node.registry.machine("m", HOLD), "{}");
        ForkExecutionResponse first = forked(fork(origin).setClientToken("t"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> state(of(origin)).getFlows(0).getStateName().equals("B"));
        assertThat(forked(fork(origin).setClientToken("t"))).isEqualTo(first);
        assertThat(forked(fork(origin).setClientToken("u")).getExecutionArn()).isNotEqualTo(first.getExecutionArn());
        ForkExecutionRequest.Builder named = fork(origin).setEventId(2).setName("n");
        assertThat(forked(named)).isEqualTo(forked(named));
        refuses("ExecutionAlreadyExists", "ForkExecution", named.setInput("1"));
    }

    private PauseExecutionResponse pause(String arn, String reason) {
        return node.ask(
                "PauseExecution",
                PauseExecutionRequest.newBuilder()
                        .setExecutionArn(arn)
                        .setReason(reason)
                        .build());
    }

    private void resume(String arn) {
        node.ask(
                "ResumeExecution",
                ResumeExecutionRequest.newBuilder().setExecutionArn(arn).build());
    }

    @Test
    void aPausedExecutionTakesResultsInAndGoesOnLater() {
        String activity = node.registry.activity("work");
        String arn = started(
                node.registry.machine(
                        "m",
                        "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"" + activity
                                + "\",\"Next\":\"P\"},\"P\":{\"Type\":\"Pass\",\"End\":true}}}"),
                "{}");
        GetActivityTaskResponse task = node.ask(
                "GetActivityTask",
                GetActivityTaskRequest.newBuilder().setActivityArn(activity).build());
        PauseExecutionResponse first = pause(arn, "the shop is closed");
        assertThat(pause(arn, "again")).isEqualTo(first);
        node.ask(
                "SendTaskSuccess",
                SendTaskSuccessRequest.newBuilder()
                        .setTaskToken(task.getTaskToken())
                        .setOutput("1")
                        .build());

        assertThat(described(arn).getStatus()).isEqualTo("RUNNING");
        assertThat(history(arn)).last().extracting(HistoryEvent::getType).isEqualTo("ActivitySucceeded");
        GetExecutionStateResponse state = state(of(arn));
        assertThat(state.getPause().getReason()).isEqualTo("the shop is closed");
        assertThat(state.getPause().getPausedBy()).isEqualTo("key");
        assertThat(state.getPause().getSince()).isEqualTo(first.getPauseDate());
        assertThat(state.getFlows(0).getPosition()).isEqualTo("DONE");
        assertThat(state.getFlows(0).getWork()).isEqualTo("1");
        GetExecutionWaitsResponse waits = node.ask(
                "GetExecutionWaits",
                GetExecutionWaitsRequest.newBuilder().setExecutionArn(arn).build());
        assertThat(waits.getPause()).isEqualTo(state.getPause());

        resume(arn);
        isOutput(arn, "1");
        refuses(
                "ConflictException",
                "PauseExecution",
                PauseExecutionRequest.newBuilder().setExecutionArn(arn));
        refuses(
                "ConflictException",
                "ResumeExecution",
                ResumeExecutionRequest.newBuilder().setExecutionArn(arn));
    }

    @Test
    void aPausedExecutionCanBeStopped() {
        String arn = started(node.registry.machine("m", HOLD), "{}");
        pause(arn, "");
        node.ask(
                "StopExecution",
                StopExecutionRequest.newBuilder().setExecutionArn(arn).build());
        assertThat(described(arn).getStatus()).isEqualTo("ABORTED");
        assertThat(state(of(arn)).hasPause()).isFalse();
    }

    @Test
    void anExecutionIsShownAsItWasAtAnEvent() {
        String arn = started(node.registry.machine("m", ORDER), "{\"price\":5}");
        ended(arn);
        GetExecutionStateResponse begin = state(of(arn).setEventId(1));
        assertThat(begin.getStatus()).isEqualTo("RUNNING");
        OpenFlow flow = begin.getFlows(0);
        assertThat(flow.getPosition()).isEqualTo("ENTERING");
        assertThat(flow.getStateName()).isEqualTo("Price");
        assertThat(flow.hasEnteredEventId()).isFalse();
        assertThat(flow.getData()).isEqualTo("{\"price\":5}");
        assertThat(flow.getVariablesList()).isEmpty();

        GetExecutionStateResponse later = state(of(arn).setEventId(4));
        assertThat(later.getLastEventId()).isEqualTo(4);
        assertThat(later.hasTimestamp()).isTrue();
        assertThat(later.getFlows(0).getStateName()).isEqualTo("Check");
        assertThat(later.getFlows(0).getEnteredEventId()).isEqualTo(4);
        assertThat(later.getFlows(0).getVariables(0).getName()).isEqualTo("price");
        assertThat(later.getFlows(0).getVariables(0).getValue()).isEqualTo("5");

        GetExecutionStateResponse bare = state(of(arn).setEventId(4).setIncludeExecutionData(false));
        assertThat(bare.getFlows(0).hasData()).isFalse();
        assertThat(bare.getFlows(0).getVariablesList()).isEmpty();
        assertThat(bare.hasTruncated()).isFalse();

        long last = state(of(arn)).getLastEventId();
        assertThat(state(of(arn).setEventId(last)).getStatus()).isEqualTo("FAILED");
        refuses("ValidationException", "GetExecutionState", of(arn).setEventId(last + 1));
        refuses("ExecutionDoesNotExist", "GetExecutionState", of(arn + "x"));
    }

    @Test
    void dataBeyondTheBoundIsLeftOutAndThatIsSaid() {
        String large = "\"" + "x".repeat(200_000) + "\"";
        String branch = "{\"StartAt\":\"W%d\",\"States\":{\"W%d\":{\"Type\":\"Wait\",\"Seconds\":600,\"End\":true}}}";
        StringBuilder branches = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            branches.append(i == 0 ? "" : ",").append(branch.formatted(i, i));
        }
        String arn = started(
                node.registry.machine(
                        "m",
                        "{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Parallel\",\"End\":true,\"Branches\":["
                                + branches + "]}}}"),
                large);
        await().atMost(Duration.ofSeconds(30)).until(() -> state(of(arn)).getFlowsCount() == 7);
        GetExecutionStateResponse state = state(of(arn));
        assertThat(state.getTruncated()).isTrue();
        assertThat(state.getFlowsList()).filteredOn(OpenFlow::hasData).hasSize(5);
        assertThat(state.getFlowsList())
                .filteredOn(OpenFlow::getDataTruncated)
                .hasSize(2)
                .allMatch(flow -> !flow.hasData());
    }
}
