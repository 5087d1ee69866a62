package dev.stepwell.execution.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.MockErrorOutput;
import dev.stepwell.contracts.sfn.v1.MockInput;
import dev.stepwell.contracts.sfn.v1.TestStateConfiguration;
import dev.stepwell.contracts.sfn.v1.TestStateRequest;
import dev.stepwell.contracts.sfn.v1.TestStateResponse;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.connectors.Connector;
import dev.stepwell.execution.connectors.Inquiries;
import dev.stepwell.execution.connectors.Services;
import dev.stepwell.execution.node.SystemClock;
import dev.stepwell.execution.ports.Computing;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TestState, asked as the gateway asks it. {@code -Dgolden.rewrite=true} writes down what came of the cases in {@code trials/}. */
class TestStatesTest {
    private static final Caller ME = new Caller(
            new TenantId(7), new AccountId("123456789012"), new Region("us-east-1"), "key", Set.of(), "request");
    private static final String ROLE = "arn:aws:iam::123456789012:role/role";
    private static final String FUNCTION =
            "{\"Type\":\"Task\",\"Resource\":\"arn:aws:lambda:us-east-1:123456789012:function:f\",\"TimeoutSeconds\":1,\"End\":true}";
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final SystemClock clock = new SystemClock();
    private final List<Connector.Question> asked = new ArrayList<>();
    private CompletionStage<Connector.Result> answer =
            CompletableFuture.completedStage(new Connector.Result.Succeeded(Payload.of("{\"answer\": 1}")));
    private final TestStates states = states(8);

    private TestStates states(int atOnce) {
        Connector functions = question -> {
            asked.add(question);
            return answer;
        };
        return new TestStates(
                new Inquiries(new Services(functions, Map.of()), clock, atOnce),
                Computing.HERE,
                clock,
                () -> new Random(1));
    }

    @AfterEach
    void close() {
        clock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refusals", "mocks"})
    void requestsAreAnsweredAsExpected(String name) throws IOException {
        Path file = Path.of("src/test/resources/trials", name + ".json");
        ArrayNode cases = (ArrayNode) MAPPER.readTree(Files.readString(file));
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (JsonNode each : cases) {
            expected.add(each.path("name").asText() + ": " + each.path("expect").asText());
            String outcome = outcome(each.path("request"));
            actual.add(each.path("name").asText() + ": " + outcome);
            ((ObjectNode) each).put("expect", outcome);
        }
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(file, MAPPER.writeValueAsString(cases) + "\n");
            return;
        }
        assertThat(actual).isNotEmpty().containsExactlyElementsOf(expected);
        assertThat(asked).isEmpty();
    }

    private String outcome(JsonNode request) {
        try {
            TestStateResponse response = states.test(ME, request(request));
            return response.getStatus() + " " + response.getOutput();
        } catch (Fault refusal) {
            return refusal.error() + ": " + refusal.text();
        }
    }

    private static TestStateRequest request(JsonNode json) {
        TestStateRequest.Builder request = TestStateRequest.newBuilder()
                .setDefinition(json.path("definition").toString());
        json.path("mock").properties().forEach(member -> mock(request.getMockBuilder(), member));
        json.path("stateConfiguration")
                .properties()
                .forEach(member -> configure(request.getStateConfigurationBuilder(), member));
        json.properties().forEach(member -> {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "input" -> request.setInput(value.asText());
                case "roleArn" -> request.setRoleArn(value.asText());
                case "stateName" -> request.setStateName(value.asText());
                case "context" -> request.setContext(value.asText());
                case "variables" -> request.setVariables(value.asText());
                case "revealSecrets" -> request.setRevealSecrets(value.asBoolean());
                default -> {}
            }
        });
        return request.build();
    }

    private static void mock(MockInput.Builder mock, Map.Entry<String, JsonNode> member) {
        switch (member.getKey()) {
            case "result" -> mock.setResult(member.getValue().asText());
            case "errorOutput" ->
                mock.setErrorOutput(MockErrorOutput.newBuilder()
                        .setError(member.getValue().path("error").asText()));
            default -> mock.setFieldValidationMode(member.getValue().asText());
        }
    }

    private static void configure(TestStateConfiguration.Builder configuration, Map.Entry<String, JsonNode> member) {
        JsonNode value = member.getValue();
        switch (member.getKey()) {
            case "retrierRetryCount" -> configuration.setRetrierRetryCount(value.asInt());
            case "mapIterationFailureCount" -> configuration.setMapIterationFailureCount(value.asInt());
            case "errorCausedByState" -> configuration.setErrorCausedByState(value.asText());
            default -> configuration.setMapItemReaderData(value.asText());
        }
    }

    private TestStateResponse tryFunction(String level) {
        return states.test(
                ME,
                TestStateRequest.newBuilder()
                        .setDefinition(FUNCTION)
                        .setRoleArn(ROLE)
                        .setInput("[1]")
                        .setInspectionLevel(level)
                        .build());
    }

    @Test
    void aTaskWithoutAMockIsReallyAsked() {
        TestStateResponse response = tryFunction("DEBUG");
        assertThat(response.getStatus()).isEqualTo("SUCCEEDED");
        assertThat(response.getOutput()).isEqualTo("{\"answer\": 1}");
        assertThat(response.getInspectionData().getResult()).isEqualTo("{\"answer\": 1}");
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().invoke().arguments().text()).isEqualTo("[1]");
        assertThat(asked.getFirst().region()).isEqualTo("us-east-1");
    }

    @Test
    void aTaskThatFailsIsTold() {
        answer = CompletableFuture.completedStage(new Connector.Result.Failed("Broken", "why"));
        TestStateResponse response = tryFunction("INFO");
        assertThat(response.getStatus()).isEqualTo("FAILED");
        assertThat(response.getError()).isEqualTo("Broken");
        assertThat(response.getCause()).isEqualTo("why");
        assertThat(response.hasInspectionData()).isFalse();
    }

    @Test
    void aTaskThatDoesNotAnswerInTimeTimesOut() {
        CompletableFuture<Connector.Result> never = new CompletableFuture<>();
        answer = never;
        assertThat(tryFunction("INFO").getError()).isEqualTo("States.Timeout");
        assertThat(never).isCancelled();
    }

    @Test
    void whenTooManyAreAskedFurtherOnesAreThrottled() {
        CompletableFuture<Connector.Result> slow = new CompletableFuture<>();
        answer = slow;
        TestStates narrow = states(1);
        TestStateRequest request = TestStateRequest.newBuilder()
                .setDefinition(FUNCTION.replace("\"TimeoutSeconds\":1,", ""))
                .setRoleArn(ROLE)
                .build();
        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            outcomes.add(CompletableFuture.supplyAsync(() -> status(narrow, request), Thread::startVirtualThread));
        }
        CompletableFuture.anyOf(outcomes.toArray(CompletableFuture[]::new)).join();
        slow.complete(new Connector.Result.Succeeded(Payload.of("1")));
        assertThat(outcomes)
                .extracting(CompletableFuture::join)
                .containsExactlyInAnyOrder("ThrottlingException", "SUCCEEDED", "SUCCEEDED");
    }

    private static String status(TestStates states, TestStateRequest request) {
        try {
            return states.test(ME, request).getStatus();
        } catch (Fault refusal) {
            return refusal.error();
        }
    }

    @Test
    void whatNobodyCanBeAskedForFails() {
        TestStateResponse response = states.test(
                ME,
                TestStateRequest.newBuilder()
                        .setDefinition(
                                "{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::sns:publish\",\"Parameters\":{\"Message\":\"m\"},\"End\":true}")
                        .setRoleArn(ROLE)
                        .build());
        assertThat(response.getError()).isEqualTo("States.TaskFailed");
        assertThat(response.getCause()).contains("no connector is set");
    }

    @Test
    void textThatIsNoDefinitionIsRefused() {
        assertThatThrownBy(() -> states.test(
                        ME, TestStateRequest.newBuilder().setDefinition("no").build()))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("InvalidDefinition"));
    }
}
