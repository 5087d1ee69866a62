package dev.stepwell.execution.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.sfn.v1.GetActivityTaskRequest;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.execution.fakes.MemoryNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of a tenant's executions workers are given the tasks of first. */
class PrioritiesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 100;

    private MemoryNode house;
    private String activity;

    @BeforeEach
    void open() {
        house = new MemoryNode();
        activity = house.registry.activity("work");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private String task() {
        return "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"" + activity
                + "\",\"End\":true}}";
    }

    private void machine(String name, String definition, int priority) {
        house.registry.priority(house.registry.machine(name, definition), priority);
    }

    /** Starts an execution and waits until the tasks of it that are to wait for a worker do. */
    private void start(String machine, String input, int waiting) {
        house.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn("arn:aws:states:us-east-1:123456789012:stateMachine:" + machine)
                        .setInput(input)
                        .build());
        await().atMost(PATIENCE)
                .until(() -> house.store
                                .openOffers(Instant.now().plusSeconds(1), MANY)
                                .size()
                        == waiting);
    }

    private String take() {
        GetActivityTaskResponse task = house.ask(
                "GetActivityTask",
                GetActivityTaskRequest.newBuilder().setActivityArn(activity).build());
        return task.getInput();
    }

    @Test
    void tasksOfAHigherPriorityAreHandedOutBeforeOlderOnes() {
        machine("usual", task() + "}", 0);
        machine("later", task() + "}", -1);
        machine("sooner", task() + "}", 10);
        start("later", "\"later 1\"", 1);
        start("usual", "\"usual 1\"", 2);
        start("sooner", "\"sooner 1\"", 3);
        start("usual", "\"usual 2\"", 4);
        start("sooner", "\"sooner 2\"", 5);
        assertThat(Stream.generate(this::take).limit(5).toList())
                .isEqualTo(List.of("\"sooner 1\"", "\"sooner 2\"", "\"usual 1\"", "\"usual 2\"", "\"later 1\""));
    }

    @Test
    void itemsOfADistributedMapHaveThePriorityOfTheirMap() {
        machine("usual", task() + "}", 0);
        machine(
                "mapped",
                "{\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\",\"End\":true,\"ItemProcessor\":{\"ProcessorConfig\":"
                        + "{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"}," + task().substring(1) + "}}}}",
                3);
        start("usual", "\"usual\"", 1);
        start("mapped", "[\"item\",\"item\"]", 3);
        assertThat(Stream.generate(this::take).limit(3).toList())
                .isEqualTo(List.of("\"item\"", "\"item\"", "\"usual\""));
    }
}
