package dev.stepwell.execution.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryRequest;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryResponse;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.execution.fakes.MemoryNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Executions that start, await and ask about others: a whole node on the memory store. */
class NestedExecutionsTest {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:";
    private static final String CHILD = ARN + "stateMachine:child";
    private static final String STATES = "arn:aws:states:::states:startExecution";
    private static final String ECHO = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";
    private static final String HOLD =
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":600,\"End\":true}}}";
    private static final String FAIL =
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Fail\",\"Error\":\"Boom\",\"Cause\":\"because\"}}}";

    private final MemoryNode house = new MemoryNode();
    private final TinyRegistry registry = house.registry;

    @AfterEach
    void close() {
        house.close();
    }

    private <A extends Message> A ask(String action, Message request) {
        return house.ask(action, request);
    }

    /** Begins an execution of a machine of one task. */
    private String parent(String resource, String parameters, String more) {
        String definition = "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"" + resource
                + "\",\"Parameters\":" + parameters + more + ",\"End\":true}}}";
        StartExecutionResponse started = ask(
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(registry.machine("parent", definition))
                        .setName("p")
                        .build());
        return started.getExecutionArn();
    }

    private DescribeExecutionResponse describe(String arn) {
        return ask(
                "DescribeExecution",
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build());
    }

    private DescribeExecutionResponse ended(String arn) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(describe(arn).getStatus())
                        .as("%s", history(arn))
                        .isNotEqualTo("RUNNING"));
        return describe(arn);
    }

    private List<HistoryEvent> history(String arn) {
        GetExecutionHistoryResponse answer = ask(
                "GetExecutionHistory",
                GetExecutionHistoryRequest.newBuilder().setExecutionArn(arn).build());
        return answer.getEventsList();
    }

    private static String named(String name) {
        return "{\"StateMachineArn\":\"" + CHILD + "\",\"Name\":\"" + name + "\",\"Input\":{\"k\":1}}";
    }

    private static JsonNode output(DescribeExecutionResponse described) {
        assertThat(described.getStatus()).as(described.getCause()).isEqualTo("SUCCEEDED");
        return Json.parse(described.getOutput());
    }

    @ParameterizedTest
    @ValueSource(strings = {".sync", ".sync:2"})
    void theEndOfAChildIsTheEndOfItsTask(String pattern) {
        registry.machine("child", ECHO);
        String arn = parent(STATES + pattern, named("c"), "");
        JsonNode result = output(ended(arn));
        JsonNode value = pattern.equals(".sync") ? Json.parse("\"{\\\"k\\\":1}\"") : Json.parse("{\"k\":1}");
        assertThat(result.get("Output")).isEqualTo(value);
        assertThat(result.get("Input")).isEqualTo(value);
        assertThat(result.get("ExecutionArn").asText()).isEqualTo(ARN + "execution:child:c");
        assertThat(history(arn))
                .extracting(HistoryEvent::getType)
                .containsSequence("TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded");
        JsonNode submitted =
                Json.parse(history(arn).get(4).getTaskSubmittedEventDetails().getOutput());
        assertThat(submitted.fieldNames())
                .toIterable()
                .containsExactly("ExecutionArn", "SdkHttpMetadata", "SdkResponseMetadata", "StartDate");
    }

    @Test
    void aChildThatFailsFailsItsTask() {
        registry.machine("child", FAIL);
        DescribeExecutionResponse end = ended(parent(STATES + ".sync:2", named("c"), ""));
        assertThat(end.getError()).isEqualTo("States.TaskFailed");
        JsonNode cause = Json.parse(end.getCause());
        assertThat(cause.get("Error").asText()).isEqualTo("Boom");
        assertThat(cause.get("Input").asText()).isEqualTo("{\"k\":1}");
        assertThat(cause.get("Status").asText()).isEqualTo("FAILED");
    }

    @Test
    void nothingIsWaitedForUnlessAsked() {
        registry.machine("child", HOLD);
        JsonNode result = output(ended(parent(STATES, "{\"StateMachineArn\":\"" + CHILD + "\",\"Input\":null}", "")));
        DescribeExecutionResponse child = describe(result.get("ExecutionArn").asText());
        assertThat(child.getStatus()).isEqualTo("RUNNING");
        assertThat(child.getInput()).isEqualTo("{}");
        assertThat(child.getName()).hasSize(36);
    }

    @Test
    void aChildIsStoppedWithItsParent() {
        registry.machine("child", HOLD);
        String arn = parent(STATES + ".sync", named("c"), "");
        String child = ARN + "execution:child:c";
        await().atMost(Duration.ofSeconds(60))
                .until(() -> history(arn).stream().anyMatch(e -> e.getType().equals("TaskSubmitted")));
        ask(
                "StopExecution",
                StopExecutionRequest.newBuilder().setExecutionArn(arn).build());
        DescribeExecutionResponse end = ended(child);
        assertThat(end.getStatus()).isEqualTo("ABORTED");
        assertThat(end.getCause())
                .isEqualTo("The Task state in AWS Step Functions execution [" + arn
                        + "] which was managing this resource was aborted");
    }

    @Test
    void aChildThatOutlivesItsTaskIsStopped() {
        registry.machine("child", HOLD);
        assertThat(ended(parent(STATES + ".sync:2", named("c"), ",\"TimeoutSeconds\":1"))
                        .getError())
                .isEqualTo("States.Timeout");
        assertThat(ended(ARN + "execution:child:c").getStatus()).isEqualTo("ABORTED");
    }

    @Test
    void aNameThatIsTakenIsRefusedUnderItsName() {
        registry.machine("child", ECHO);
        StartExecutionRequest first = StartExecutionRequest.newBuilder()
                .setStateMachineArn(CHILD)
                .setName("c")
                .setInput("{\"other\":1}")
                .build();
        ask("StartExecution", first);
        DescribeExecutionResponse end = ended(parent(STATES + ".sync", named("c"), ""));
        assertThat(end.getError()).isEqualTo("StepFunctions.ExecutionAlreadyExistsException");
        assertThat(end.getCause())
                .matches("Execution Already Exists: '" + ARN
                        + "execution:child:c' \\(Service: AWSStepFunctions; Status Code: 400; Error Code:"
                        + " ExecutionAlreadyExists; Request ID: [0-9a-f-]{36}; Proxy: null\\)");
    }

    @Test
    void theTokenOfATaskMayBeTheChildsInput() {
        registry.machine("child", """
                {"StartAt":"S","States":{"S":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:sfn:sendTaskSuccess",
                 "Parameters":{"TaskToken.$":"$.token","Output":{"by":"the child"}},"End":true}}}""");
        DescribeExecutionResponse end = ended(parent(
                STATES + ".waitForTaskToken",
                "{\"StateMachineArn\":\"" + CHILD + "\",\"Input\":{\"token.$\":\"$$.Task.Token\"}}",
                ""));
        assertThat(end.getOutput()).isEqualTo("{\"by\":\"the child\"}");
    }

    @Test
    void theServicesOwnActionsAreAsked() {
        JsonNode result = output(ended(parent(
                "arn:aws:states:::aws-sdk:sfn:describeExecution", "{\"ExecutionArn.$\":\"$$.Execution.Id\"}", "")));
        assertThat(result.get("Status").asText()).isEqualTo("RUNNING");
        assertThat(result.get("StartDate").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
        assertThat(result.get("InputDetails").get("Included").asBoolean()).isTrue();
    }

    @Test
    void theirRefusalsHaveTheNamesOfTheSdk() {
        DescribeExecutionResponse end = ended(parent(
                "arn:aws:states:::aws-sdk:sfn:describeExecution",
                "{\"ExecutionArn\":\"" + ARN + "execution:m:gone\"}",
                ""));
        assertThat(end.getError()).isEqualTo("Sfn.ExecutionDoesNotExistException");
        assertThat(end.getCause())
                .matches("Execution Does Not Exist: '" + ARN
                        + "execution:m:gone' \\(Service: Sfn, Status Code: 400, Request ID: [0-9a-f-]{36}\\)");
    }

    @Test
    void whatIsMissingOrOfTheWrongKindIsSaid() {
        assertThat(ended(parent("arn:aws:states:::aws-sdk:sfn:stopExecution", "{\"Cause\":\"c\"}", ""))
                        .getCause())
                .startsWith("1 validation error detected: Value null at 'executionArn' failed to satisfy constraint:"
                        + " Member must not be null (Service: Sfn, Status Code: 400, Request ID: ");
    }

    @Test
    void aNumberIsNoText() {
        DescribeExecutionResponse end =
                ended(parent("arn:aws:states:::aws-sdk:sfn:stopExecution", "{\"ExecutionArn\":5}", ""));
        assertThat(end.getError()).isEqualTo("States.Runtime");
        assertThat(end.getCause())
                .isEqualTo(
                        "The Parameters '{\"ExecutionArn\":5}' could not be used to start the Task: [The value for the"
                                + " field 'ExecutionArn' must be a STRING]");
    }
}
