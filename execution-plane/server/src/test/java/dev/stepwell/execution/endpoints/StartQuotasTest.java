package dev.stepwell.execution.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.RedriveExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.MemoryNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever begins an execution is held to what the tenant may begin: a whole node on the memory store. */
@NullUnmarked
class StartQuotasTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:";
    private static final String HOLD =
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":600,\"End\":true}}}";
    private static final String FAIL = "{\"StartAt\":\"F\",\"States\":{\"F\":{\"Type\":\"Fail\",\"Error\":\"E\"}}}";

    private final TinyRegistry registry = new TinyRegistry();
    private MemoryNode house;

    @AfterEach
    void close() {
        house.close();
    }

    /** Begins a node for which all of the quotas are in force. */
    private void begin() {
        registry.quota(LiveNode.CALLER.tenant(), "StartExecution.Express", 1, OptionalLong.of(1));
        house = new MemoryNode(registry);
        String probe = registry.machine("probe", "{\"StartAt\": \"S\", \"States\": {\"S\": {\"Type\": \"Succeed\"}}}");
        registry.express(probe);
        await().atMost(PATIENCE).until(() -> isThrottled(probe)); // as soon as that is so, all of it is in force
    }

    private boolean isThrottled(String machine) {
        try {
            start(machine, "");
            return false;
        } catch (Fault fault) {
            assertThat(fault.error()).isEqualTo("ThrottlingException");
            return true;
        }
    }

    private String start(String machine, String name) {
        StartExecutionRequest.Builder request =
                StartExecutionRequest.newBuilder().setStateMachineArn(machine);
        StartExecutionResponse started = house.ask(
                "StartExecution",
                name.isEmpty() ? request.build() : request.setName(name).build());
        return started.getExecutionArn();
    }

    private DescribeExecutionResponse ended(String arn) {
        Message request =
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build();
        await().atMost(PATIENCE)
                .until(() -> !house.<DescribeExecutionResponse>ask("DescribeExecution", request)
                        .getStatus()
                        .equals("RUNNING"));
        return house.ask("DescribeExecution", request);
    }

    private void stop(String arn) {
        house.ask(
                "StopExecution",
                StopExecutionRequest.newBuilder().setExecutionArn(arn).build());
    }

    private static String task(String name, String resource, String child, String more) {
        return "\"" + name + "\":{\"Type\":\"Task\",\"Resource\":\"" + resource
                + "\",\"Parameters\":{\"StateMachineArn\":\"" + child + "\"}," + more + "}";
    }

    @Test
    void whatAnExecutionStartsIsOneOfTheOpenOnes() {
        registry.quota(LiveNode.CALLER.tenant(), "OpenExecutions", 2, OptionalLong.empty());
        begin();
        String child = registry.machine("child", HOLD);
        String states = "arn:aws:states:::states:startExecution";
        String parent = registry.machine(
                "parent",
                "{\"StartAt\":\"T1\",\"States\":{" + task("T1", states, child, "\"Next\":\"T2\"") + ","
                        + task("T2", states, child, "\"End\":true") + "}}");
        DescribeExecutionResponse end = ended(start(parent, "p"));
        assertThat(end.getStatus()).isEqualTo("FAILED");
        assertThat(end.getError()).isEqualTo("StepFunctions.ExecutionLimitExceededException");
        assertThat(house.stored("child")).hasSize(1);
    }

    /** 39 children more than there are tokens, of which one comes back a second. */
    @Test
    void whatAnExecutionStartsTakesOfTheSameBucketAsAClient() {
        registry.quota(LiveNode.CALLER.tenant(), "StartExecution", 2, OptionalLong.of(1));
        begin();
        String child = registry.machine("child", HOLD);
        String parent = registry.machine(
                "parent",
                "{\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\",\"End\":true,\"ItemProcessor\":{\"StartAt\":\"T\",\"States\":{"
                        + task(
                                "T",
                                "arn:aws:states:::aws-sdk:sfn:startExecution",
                                child,
                                "\"End\":true,\"Catch\":[{\"ErrorEquals\":[\"Sfn.SfnException\"],\"ResultPath\":\"$.no\",\"Next\":\"N\"}]")
                        + ",\"N\":{\"Type\":\"Pass\",\"Result\":\"throttled\",\"End\":true}}}}}}");
        StartExecutionResponse started = house.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(parent)
                        .setInput(IntStream.range(0, 40)
                                .mapToObj(i -> "{}")
                                .toList()
                                .toString())
                        .build());
        DescribeExecutionResponse end = ended(started.getExecutionArn());
        assertThat(end.getStatus()).as(end.getCause()).isEqualTo("SUCCEEDED");
        long throttled = StreamSupport.stream(Json.parse(end.getOutput()).spliterator(), false)
                .filter(each -> each.isTextual() && each.asText().equals("throttled"))
                .count();
        assertThat(throttled).isPositive();
        assertThat(house.stored("child")).hasSize((int) (40 - throttled)).isNotEmpty();
    }

    @Test
    void whatIsRedrivenIsOpenAgain() {
        registry.quota(LiveNode.CALLER.tenant(), "OpenExecutions", 1, OptionalLong.empty());
        begin();
        String failed = start(registry.machine("fail", FAIL), "f");
        ended(failed);
        String hold = registry.machine("hold", HOLD);
        await().atMost(PATIENCE).until(() -> mayStart(hold)); // it is counted again once a second at most
        Message redrive =
                RedriveExecutionRequest.newBuilder().setExecutionArn(failed).build();
        Fault full = catchThrowableOfType(Fault.class, () -> house.ask("RedriveExecution", redrive));
        assertThat(full.error()).isEqualTo("ExecutionLimitExceeded");
        stop(ARN + "execution:hold:h");
        await().atMost(PATIENCE).until(() -> mayRedrive(redrive));
    }

    private boolean mayStart(String machine) {
        try {
            start(machine, "h");
            return true;
        } catch (Fault full) {
            assertThat(full.error()).isEqualTo("ExecutionLimitExceeded");
            return false;
        }
    }

    private boolean mayRedrive(Message redrive) {
        try {
            house.ask("RedriveExecution", redrive);
            return true;
        } catch (Fault full) {
            assertThat(full.error()).isEqualTo("ExecutionLimitExceeded");
            return false;
        }
    }
}
