package dev.stepwell.execution.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.EntityTag;
import dev.stepwell.contracts.calling.Expected;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.PauseExecutionRequest;
import dev.stepwell.contracts.platform.v1.ResumeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.DescribeMapRunRequest;
import dev.stepwell.contracts.sfn.v1.DescribeMapRunResponse;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineForExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineForExecutionResponse;
import dev.stepwell.contracts.sfn.v1.ExecutionListItem;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryRequest;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryResponse;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.contracts.sfn.v1.ListExecutionsRequest;
import dev.stepwell.contracts.sfn.v1.ListExecutionsResponse;
import dev.stepwell.contracts.sfn.v1.ListMapRunsRequest;
import dev.stepwell.contracts.sfn.v1.ListMapRunsResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.contracts.sfn.v1.UpdateMapRunRequest;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.MemoryNode;
import dev.stepwell.execution.fakes.MemoryObjects;
import dev.stepwell.execution.fakes.TinyRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Distributed Maps, their runs and their children: a whole node on the memory store. */
class DistributedMapsTest {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:";
    private static final String ECHO = "\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}";
    private static final String HOLD =
            "\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":600,\"End\":true}}";
    private static final String ODD_FAILS = """
            "StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$.odd","BooleanEquals":true,"Next":"F"}],
             "Default":"S"},"F":{"Type":"Fail","Error":"Boom"},"S":{"Type":"Succeed"}}""";

    private final MemoryObjects objects = new MemoryObjects();
    private final MemoryNode house = new MemoryNode(Optional.empty(), objects);
    private final TinyRegistry registry = house.registry;

    @AfterEach
    void close() {
        house.close();
    }

    private <A extends Message> A ask(String action, Message request) {
        return house.ask(action, request);
    }

    /** Begins an execution of a machine of one distributed Map. */
    private String map(String flow, String more, String input) {
        return started(machine(flow, more), input);
    }

    private static String machine(String flow, String more) {
        return "{\"StartAt\":\"M\",\"States\":{\"M\":" + state(flow, more) + "}}";
    }

    private static String state(String flow, String more) {
        return "{\"Type\":\"Map\",\"Label\":\"wide\",\"ItemProcessor\":{\"ProcessorConfig\":"
                + "{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"}," + flow + "}" + more + ",\"End\":true}";
    }

    private String started(String definition, String input) {
        StartExecutionResponse answer = ask(
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(registry.machine("m", definition))
                        .setName("p")
                        .setInput(input)
                        .build());
        return answer.getExecutionArn();
    }

    private DescribeExecutionResponse describe(String arn) {
        return ask(
                "DescribeExecution",
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build());
    }

    private DescribeExecutionResponse ended(String arn) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(describe(arn).getStatus()).isNotEqualTo("RUNNING"));
        return describe(arn);
    }

    private List<String> events(String arn) {
        GetExecutionHistoryResponse answer = ask(
                "GetExecutionHistory",
                GetExecutionHistoryRequest.newBuilder().setExecutionArn(arn).build());
        return answer.getEventsList().stream().map(HistoryEvent::getType).toList();
    }

    /** The one map run of the execution, which may be about to be started. */
    private String run(String arn) {
        ListMapRunsRequest request =
                ListMapRunsRequest.newBuilder().setExecutionArn(arn).build();
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        this.<ListMapRunsResponse>ask("ListMapRuns", request).getMapRunsCount() == 1);
        return this.<ListMapRunsResponse>ask("ListMapRuns", request)
                .getMapRuns(0)
                .getMapRunArn();
    }

    private DescribeMapRunResponse described(String run) {
        return ask(
                "DescribeMapRun",
                DescribeMapRunRequest.newBuilder().setMapRunArn(run).build());
    }

    private List<ExecutionListItem> children(String run) {
        ListExecutionsResponse answer = ask(
                "ListExecutions",
                ListExecutionsRequest.newBuilder().setMapRunArn(run).build());
        return answer.getExecutionsList();
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void everyItemIsAnExecutionAndResultsAreInOrder() {
        String arn = map(ECHO, ",\"MaxConcurrency\":7", numbers(50));
        DescribeExecutionResponse end = ended(arn);
        assertThat(end.getStatus()).as(end.getCause()).isEqualTo("SUCCEEDED");
        assertThat(end.getOutput()).isEqualTo(numbers(50));
        assertThat(events(arn))
                .containsExactly(
                        "ExecutionStarted",
                        "MapStateEntered",
                        "MapStateStarted",
                        "MapRunStarted",
                        "MapRunSucceeded",
                        "MapStateSucceeded",
                        "MapStateExited",
                        "ExecutionSucceeded");
        DescribeMapRunResponse run = described(run(arn));
        assertThat(run.getStatus()).isEqualTo("SUCCEEDED");
        assertThat(run.getExecutionArn()).isEqualTo(arn);
        assertThat(run.getMaxConcurrency()).isEqualTo(7);
        assertThat(run.getItemCounts().getSucceeded()).isEqualTo(50);
        assertThat(run.getExecutionCounts().getTotal()).isEqualTo(50);
    }

    @Test
    void childrenAreSeenByTheirRunOnly() {
        String arn = map(ECHO, ",\"ItemBatcher\":{\"MaxItemsPerBatch\":2,\"BatchInput\":{\"k\":1}}", numbers(5));
        assertThat(ended(arn).getOutput())
                .isEqualTo("[{\"BatchInput\":{\"k\":1},\"Items\":[0,1]},{\"BatchInput\":{\"k\":1},\"Items\":[2,3]},"
                        + "{\"BatchInput\":{\"k\":1},\"Items\":[4]}]");
        String run = run(arn);
        assertThat(run).startsWith(ARN + "mapRun:m/wide:");
        assertThat(children(run))
                .hasSize(3)
                .allSatisfy(child -> {
                    assertThat(child.getExecutionArn()).startsWith(ARN + "execution:m/wide:");
                    assertThat(child.getStateMachineArn()).isEqualTo(ARN + "stateMachine:m/wide");
                    assertThat(child.getMapRunArn()).isEqualTo(run);
                })
                .extracting(ExecutionListItem::getItemCount)
                .containsExactlyInAnyOrder(2, 2, 1);
        String child = children(run).getFirst().getExecutionArn();
        assertThat(describe(child).getMapRunArn()).isEqualTo(run);
        assertThat(events(child)).startsWith("ExecutionStarted").endsWith("ExecutionSucceeded");
        DescribeStateMachineForExecutionResponse machine = ask(
                "DescribeStateMachineForExecution",
                DescribeStateMachineForExecutionRequest.newBuilder()
                        .setExecutionArn(child)
                        .build());
        assertThat(machine.getLabel()).isEqualTo("wide");
        ListExecutionsResponse ofMachine = ask(
                "ListExecutions",
                ListExecutionsRequest.newBuilder()
                        .setStateMachineArn(ARN + "stateMachine:m")
                        .build());
        assertThat(ofMachine.getExecutionsList())
                .extracting(ExecutionListItem::getExecutionArn)
                .containsExactly(arn);
        assertThat(described(run).getItemCounts().getSucceeded()).isEqualTo(5);
    }

    @Test
    void aSelectorSeesTheItemAndTheInput() {
        String arn = map(
                ECHO,
                ",\"ItemsPath\":\"$.xs\",\"ItemSelector\":{\"i.$\":\"$$.Map.Item.Index\",\"x.$\":\"$$.Map.Item.Value\","
                        + "\"k.$\":\"$.k\"}",
                "{\"xs\":[\"a\",\"b\"],\"k\":7}");
        assertThat(ended(arn).getOutput()).isEqualTo("[{\"x\":\"a\",\"i\":0,\"k\":7},{\"x\":\"b\",\"i\":1,\"k\":7}]");
    }

    @Test
    void oneFailureIsTooManyUnlessItIsBorne() {
        String arn = map(ODD_FAILS, "", "[{\"odd\":false},{\"odd\":true}]");
        DescribeExecutionResponse end = ended(arn);
        assertThat(end.getError()).isEqualTo("States.ExceedToleratedFailureThreshold");
        assertThat(end.getCause()).isEqualTo("The specified tolerated failure threshold was exceeded");
        assertThat(events(arn)).endsWith("MapRunStarted", "MapRunFailed", "MapStateFailed", "ExecutionFailed");
        assertThat(described(run(arn)).getStatus()).isEqualTo("FAILED");
    }

    @Test
    void failuresThatAreBorneLeaveTheOthersResults() {
        String arn = map(
                ODD_FAILS,
                ",\"ToleratedFailurePercentage\":50",
                "[{\"odd\":false,\"n\":0},{\"odd\":true},{\"odd\":false,\"n\":2}]");
        assertThat(ended(arn).getOutput()).isEqualTo("[{\"odd\":false,\"n\":0},{\"odd\":false,\"n\":2}]");
        DescribeMapRunResponse run = described(run(arn));
        assertThat(run.getItemCounts().getFailed()).isEqualTo(1);
        assertThat(run.getItemCounts().getSucceeded()).isEqualTo(2);
    }

    @Test
    void theFailureOfARunIsCaught() {
        String definition = "{\"StartAt\":\"M\",\"States\":{\"M\":"
                + state(
                        ODD_FAILS,
                        ",\"Catch\":[{\"ErrorEquals\":[\"States.ExceedToleratedFailureThreshold\"],\"Next\":\"C\"}]")
                + ",\"C\":{\"Type\":\"Succeed\"}}}";
        String arn = started(definition, "[{\"odd\":true}]");
        assertThat(ended(arn).getStatus()).isEqualTo("SUCCEEDED");
        assertThat(events(arn)).containsSequence("MapRunFailed", "MapStateFailed", "MapStateExited");
    }

    @Test
    void stoppingTheExecutionStopsTheRunAndItsChildren() {
        String arn = map(HOLD, "", numbers(3));
        String run = run(arn);
        await().atMost(Duration.ofSeconds(60)).until(() -> children(run).size() == 3);
        assertThat(described(run).getItemCounts().getRunning()).isEqualTo(3);
        ask(
                "StopExecution",
                StopExecutionRequest.newBuilder().setExecutionArn(arn).build());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> children(run).stream()
                        .allMatch(child -> child.getStatus().equals("ABORTED")));
        assertThat(described(run).getStatus()).isEqualTo("ABORTED");
        assertThat(described(run).getExecutionCounts().getAborted()).isEqualTo(3);
        assertThat(events(arn)).endsWith("MapRunStarted", "ExecutionAborted");
    }

    @Test
    void aRunIsChangedWhileItRuns() {
        String arn = map(HOLD, ",\"MaxConcurrency\":1", numbers(4));
        String run = run(arn);
        await().atMost(Duration.ofSeconds(60)).until(() -> children(run).size() == 1);
        assertThat(described(run).getItemCounts().getPending()).isEqualTo(3);
        ask(
                "UpdateMapRun",
                UpdateMapRunRequest.newBuilder()
                        .setMapRunArn(run)
                        .setMaxConcurrency(4)
                        .setToleratedFailureCount(2)
                        .build());
        await().atMost(Duration.ofSeconds(60)).until(() -> children(run).size() == 4);
        assertThat(described(run).getMaxConcurrency()).isEqualTo(4);
        assertThat(described(run).getToleratedFailureCount()).isEqualTo(2);
        ask(
                "StopExecution",
                StopExecutionRequest.newBuilder().setExecutionArn(arn).build());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> described(run).getStatus().equals("ABORTED"));
        assertThatThrownBy(() -> ask(
                        "UpdateMapRun",
                        UpdateMapRunRequest.newBuilder()
                                .setMapRunArn(run)
                                .setMaxConcurrency(2)
                                .build()))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.getMessage()).contains("not in RUNNING status"));
    }

    @Test
    void aRunIsChangedOnlyAsItWasSeen() {
        String arn = map(HOLD, ",\"MaxConcurrency\":1", numbers(3));
        String run = run(arn);
        await().atMost(Duration.ofSeconds(60)).until(() -> children(run).size() == 1);
        EntityTag first = EntityTag.of(described(run));
        Caller careful = LiveNode.CALLER.expecting(new Expected(false, Set.of(first)));
        UpdateMapRunRequest update = UpdateMapRunRequest.newBuilder()
                .setMapRunArn(run)
                .setMaxConcurrency(2)
                .build();
        house.ask(careful, "UpdateMapRun", update);
        await().atMost(Duration.ofSeconds(60)).until(() -> children(run).size() == 2);
        assertThat(EntityTag.of(described(run))).isNotEqualTo(first);
        assertThatThrownBy(() -> house.ask(careful, "UpdateMapRun", update))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("PreconditionFailed"));
        EntityTag second = EntityTag.of(described(run));
        ask(
                "StopExecution",
                StopExecutionRequest.newBuilder().setExecutionArn(arn).build());
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void aRunRestsWithItsExecution() {
        String arn = map(HOLD, ",\"MaxConcurrency\":2", numbers(5));
        String run = run(arn);
        await().atMost(Duration.ofSeconds(60)).until(() -> children(run).size() == 2);
        ask(
                "PauseExecution",
                PauseExecutionRequest.newBuilder().setExecutionArn(arn).build());
        ask(
                "UpdateMapRun",
                UpdateMapRunRequest.newBuilder()
                        .setMapRunArn(run)
                        .setMaxConcurrency(4)
                        .build());
        assertThat(described(run).getExecutionCounts().getRunning()).isEqualTo(2);
        ask(
                "ResumeExecution",
                ResumeExecutionRequest.newBuilder().setExecutionArn(arn).build());
        await().atMost(Duration.ofSeconds(60)).until(() -> children(run).size() == 4);
    }

    @Test
    void aMapWithinAChildIsARunOfItsOwn() {
        String inner = "{\"Type\":\"Map\",\"Label\":\"inner\",\"ItemProcessor\":{\"ProcessorConfig\":"
                + "{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"}," + ECHO + "},\"End\":true}";
        String arn = map("\"StartAt\":\"I\",\"States\":{\"I\":" + inner + "}", "", "[[1,2],[3]]");
        assertThat(ended(arn).getOutput()).isEqualTo("[[1,2],[3]]");
        String child = children(run(arn)).getFirst().getExecutionArn();
        assertThat(run(child)).startsWith(ARN + "mapRun:m/inner:");
    }

    @Test
    void tenThousandItemsOfAnObjectAreDoneOnce() {
        objects.put(
                "b",
                "items.jsonl",
                IntStream.range(0, 10_000).mapToObj(i -> "{\"n\":" + i + "}").collect(Collectors.joining("\n")));
        String arn = map(
                ECHO,
                ",\"MaxConcurrency\":500,\"ItemReader\":{\"Resource\":\"arn:aws:states:::s3:getObject\","
                        + "\"ReaderConfig\":{\"InputType\":\"JSONL\"},\"Parameters\":{\"Bucket\":\"b\",\"Key\":\"items.jsonl\"}},"
                        + "\"ResultWriter\":{\"Resource\":\"arn:aws:states:::s3:putObject\",\"Parameters\":{\"Bucket\":\"b\","
                        + "\"Prefix\":\"out\"},\"WriterConfig\":{\"OutputType\":\"JSONL\",\"Transformation\":\"COMPACT\"}}",
                "{}");
        JsonNode output = Json.parse(ended(arn).getOutput());
        DescribeMapRunResponse run = described(run(arn));
        assertThat(run.getItemCounts().getSucceeded()).isEqualTo(10_000);
        assertThat(run.getExecutionCounts().getTotal()).isEqualTo(10_000);
        JsonNode manifest = Json.parse(
                objects.text("b", output.path("ResultWriterDetails").path("Key").asText()));
        String file = manifest.path("ResultFiles")
                .path("SUCCEEDED")
                .path(0)
                .path("Key")
                .asText();
        assertThat(objects.text("b", file).lines())
                .containsExactlyElementsOf(
                        objects.text("b", "items.jsonl").lines().toList());
        assertThat(file).startsWith("out/").endsWith("/SUCCEEDED_0.jsonl");
    }

    @Test
    void whatCannotBeReadFailsTheRun() {
        String arn = map(
                ECHO,
                ",\"ItemReader\":{\"Resource\":\"arn:aws:states:::s3:getObject\",\"Parameters\":{\"Bucket\":\"b\",\"Key\":\"no\"}}",
                "{}");
        assertThat(ended(arn).getError()).isEqualTo("States.ItemReaderFailed");
        assertThat(events(arn)).endsWith("MapRunFailed", "MapStateFailed", "ExecutionFailed");
    }

    @Test
    void nothingToDoIsDoneAtOnce() {
        assertThat(ended(map(ECHO, "", "[]")).getOutput()).isEqualTo("[]");
    }

    @Test
    void resultsThatAreTooManyFailTheRun() {
        String arn = map(
                "\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Result\":\"" + "x".repeat(30_000)
                        + "\",\"End\":true}}",
                "",
                numbers(10));
        DescribeExecutionResponse end = ended(arn);
        assertThat(end.getError()).isEqualTo("States.DataLimitExceeded");
        assertThat(described(run(arn)).getItemCounts().getSucceeded()).isEqualTo(10);
    }
}
