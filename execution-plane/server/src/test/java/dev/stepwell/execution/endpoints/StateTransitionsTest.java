package dev.stepwell.execution.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.MemoryNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Buckets of Step Functions that only a node can take from. */
class StateTransitionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STATES = 20;

    private final TinyRegistry registry = new TinyRegistry();
    private MemoryNode house;

    @BeforeEach
    void setQuotas() {
        registry.quota(LiveNode.CALLER.tenant(), "StateTransition", 5, OptionalLong.of(5));
        registry.quota(LiveNode.CALLER.tenant(), "StartExecution.Express", 1, OptionalLong.of(1));
        house = new MemoryNode(registry);
        String probe = registry.machine("probe", "{\"StartAt\": \"S\", \"States\": {\"S\": {\"Type\": \"Succeed\"}}}");
        registry.express(probe);
        await().atMost(PATIENCE).until(() -> isThrottled(probe)); // as soon as that is so, all of it is in force
    }

    @AfterEach
    void close() {
        house.close();
    }

    private boolean isThrottled(String machine) {
        try {
            start(machine);
            return false;
        } catch (Fault fault) {
            assertThat(fault.error()).isEqualTo("ThrottlingException");
            return true;
        }
    }

    private String start(String machine) {
        StartExecutionResponse started = house.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder().setStateMachineArn(machine).build());
        return started.getExecutionArn();
    }

    private DescribeExecutionResponse describe(String execution) {
        return house.ask(
                "DescribeExecution",
                DescribeExecutionRequest.newBuilder().setExecutionArn(execution).build());
    }

    /** 16 states more than the bucket holds, of which 5 come back a second: three seconds and a fifth. */
    @Test
    void anExecutionWhoseStatesFollowTooFastWaitsAndGoesOn() {
        String passes = IntStream.range(0, STATES)
                .mapToObj(i -> "\"P%d\": {\"Type\": \"Pass\", \"Next\": \"%s\"}"
                        .formatted(i, i + 1 < STATES ? "P" + (i + 1) : "W"))
                .collect(Collectors.joining(", "));
        String execution = start(registry.machine(
                "m",
                "{\"StartAt\": \"P0\", \"States\": {" + passes
                        + ", \"W\": {\"Type\": \"Wait\", \"Seconds\": 1, \"End\": true}}}"));
        await().atMost(PATIENCE).until(() -> describe(execution).getStatus().equals("SUCCEEDED"));
        DescribeExecutionResponse ended = describe(execution);
        assertThat(millis(ended.getStopDate()) - millis(ended.getStartDate())).isGreaterThanOrEqualTo(3_000);
    }

    private static long millis(com.google.protobuf.Timestamp time) {
        return time.getSeconds() * 1_000 + time.getNanos() / 1_000_000;
    }
}
