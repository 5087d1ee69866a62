package dev.stepwell.execution.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.RedriveExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionResponse;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.fakes.MemoryNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.ports.ExecutionRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Executions of express machines, as clients and other executions start them: a whole node on the memory store. */
class ExpressExecutionsTest {
    private static final String EXPRESS = "arn:aws:states:us-east-1:123456789012:express:fast:";
    private static final String ECHO = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";

    private final MemoryNode node = new MemoryNode();
    private final TinyRegistry registry = node.registry;

    @AfterEach
    void close() {
        node.close();
    }

    private <A extends Message> A ask(String action, Message request) {
        return node.ask(action, request);
    }

    private String express(String definition) {
        String arn = registry.machine("fast", definition);
        registry.express(arn);
        return arn;
    }

    private static StartSyncExecutionRequest.Builder sync(String machine) {
        return StartSyncExecutionRequest.newBuilder().setStateMachineArn(machine);
    }

    private StartSyncExecutionResponse run(String definition) {
        return ask("StartSyncExecution", sync(express(definition)).build());
    }

    private static String task(String resource, String parameters) {
        return "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"" + resource
                + "\",\"Parameters\":" + parameters + ",\"End\":true}}}";
    }

    private List<ExecutionRow> stored(String machine) {
        return node.stored(machine);
    }

    @Test
    void aSynchronousOneIsAnsweredWithItsEndAndLeavesNothing() {
        String machine = express(ECHO);
        StartSyncExecutionResponse answer = ask(
                "StartSyncExecution",
                sync(machine)
                        .setName("n")
                        .setInput("{\"a\": 1}")
                        .setTraceHeader("trace")
                        .build());
        assertThat(answer.getExecutionArn()).startsWith(EXPRESS + "n:");
        assertThat(answer.getStateMachineArn()).isEqualTo(machine);
        assertThat(answer.getName()).isEqualTo("n");
        assertThat(answer.getStatus()).isEqualTo("SUCCEEDED");
        assertThat(answer.getInput()).isEqualTo("{\"a\": 1}");
        assertThat(answer.getOutput()).isEqualTo("{\"a\": 1}");
        assertThat(answer.getInputDetails().getIncluded()).isTrue();
        assertThat(answer.getOutputDetails().getIncluded()).isTrue();
        assertThat(answer.getTraceHeader()).isEqualTo("trace");
        assertThat(answer.getBillingDetails().getBilledMemoryUsedInMb()).isEqualTo(64);
        assertThat(answer.getBillingDetails().getBilledDurationInMilliseconds() % 100)
                .isZero();
        assertThat(answer.hasError() || answer.hasCause()).isFalse();
        assertThat(stored("fast")).isEmpty();
    }

    @Test
    void withoutPayloadsItSaysSo() {
        String fails = "{\"StartAt\":\"F\",\"States\":{\"F\":{\"Type\":\"Fail\",\"Error\":\"E\",\"Cause\":\"c\"}}}";
        StartSyncExecutionResponse whole = run(fails);
        assertThat(whole.getStatus()).isEqualTo("FAILED");
        assertThat(whole.getError()).isEqualTo("E");
        assertThat(whole.getCause()).isEqualTo("c");
        assertThat(whole.hasOutput()).isFalse();
        StartSyncExecutionResponse less = ask(
                "StartSyncExecution",
                sync(express(fails)).setIncludedData("METADATA_ONLY").build());
        assertThat(less.hasInput() || less.hasError() || less.hasCause()).isFalse();
        assertThat(less.getInputDetails().getIncluded()).isFalse();
        assertThat(less.getOutputDetails().getIncluded()).isFalse();
    }

    @Test
    void itMayTimeOut() {
        StartSyncExecutionResponse answer = run("{\"TimeoutSeconds\":1,\"StartAt\":\"A\",\"States\":{\"A\":"
                + "{\"Type\":\"Wait\",\"Seconds\":200,\"End\":true}}}");
        assertThat(answer.getStatus()).isEqualTo("TIMED_OUT");
    }

    @Test
    void itsContextKnowsOfNoRedrives() {
        StartSyncExecutionResponse answer = run("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\","
                + "\"Parameters\":{\"e.$\":\"$$.Execution\"},\"End\":true}}}");
        JsonNode execution = Json.parse(answer.getOutput()).get("e");
        assertThat(execution.get("Id").asText()).isEqualTo(answer.getExecutionArn());
        assertThat(execution.has("RedriveCount")).isFalse();
    }

    @Test
    void onlyExpressMachinesRunSynchronously() {
        String machine = registry.machine("slow", ECHO);
        assertThatThrownBy(() -> ask("StartSyncExecution", sync(machine).build()))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("StateMachineTypeNotSupported"));
    }

    @Test
    void asynchronousOnesShareNamesAndCannotBeAskedAbout() {
        String machine = express(ECHO);
        StartExecutionRequest request = StartExecutionRequest.newBuilder()
                .setStateMachineArn(machine)
                .setName("n")
                .build();
        StartExecutionResponse first = ask("StartExecution", request);
        StartExecutionResponse second = ask("StartExecution", request);
        assertThat(first.getExecutionArn()).startsWith(EXPRESS + "n:").isNotEqualTo(second.getExecutionArn());
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() ->
                        assertThat(stored("fast")).hasSize(2).allMatch(row -> row.status() == RunStatus.SUCCEEDED));
        for (Message about : List.of(
                DescribeExecutionRequest.newBuilder()
                        .setExecutionArn(first.getExecutionArn())
                        .build(),
                RedriveExecutionRequest.newBuilder()
                        .setExecutionArn(first.getExecutionArn())
                        .build())) {
            String action = about.getClass().getSimpleName().replace("Request", "");
            assertThatThrownBy(() -> ask(action, about))
                    .hasMessageContaining("Resource type not valid in this context: express");
        }
    }

    @Test
    void tasksRunThem() {
        String child = registry.machine("child", ECHO);
        registry.express(child);
        StartSyncExecutionResponse answer = run(task(
                "arn:aws:states:::aws-sdk:sfn:startSyncExecution",
                "{\"StateMachineArn\":\"" + child + "\",\"Input\":{\"k\":1}}"));
        assertThat(answer.getStatus()).as(answer.getCause()).isEqualTo("SUCCEEDED");
        JsonNode output = Json.parse(answer.getOutput());
        assertThat(output.get("Status").asText()).isEqualTo("SUCCEEDED");
        assertThat(output.get("Output").asText()).isEqualTo("{\"k\":1}");
        assertThat(output.get("BillingDetails").get("BilledMemoryUsedInMB").asInt())
                .isEqualTo(64);
    }

    @Test
    void tasksStartThemButDoNotWaitForThem() {
        String child = registry.machine("child", ECHO);
        registry.express(child);
        String parameters = "{\"StateMachineArn\":\"" + child + "\",\"Name\":\"c\"}";
        StartSyncExecutionResponse answer = run(task("arn:aws:states:::states:startExecution", parameters));
        assertThat(answer.getStatus()).as(answer.getCause()).isEqualTo("SUCCEEDED");
        assertThat(Json.parse(answer.getOutput()).get("ExecutionArn").asText()).contains(":express:child:c:");
        assertThat(stored("child")).hasSize(1);

        String slow = registry.machine("slow", task("arn:aws:states:::states:startExecution.sync", parameters));
        ask(
                "StartExecution",
                StartExecutionRequest.newBuilder().setStateMachineArn(slow).build());
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(stored("slow").get(0).status()).isEqualTo(RunStatus.FAILED));
        assertThat(stored("slow").get(0).error()).hasValue("StepFunctions.StateMachineTypeNotSupportedException");
        assertThat(stored("child")).hasSize(1);
    }
}
