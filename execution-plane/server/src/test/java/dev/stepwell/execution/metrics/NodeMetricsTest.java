package dev.stepwell.execution.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.sfn.v1.GetActivityTaskRequest;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskResponse;
import dev.stepwell.contracts.sfn.v1.SendTaskSuccessRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionRequest;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.MemoryNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.names.TenantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a whole node on the memory store counts. */
class NodeMetricsTest {
    private static final String FAIL = "{\"StartAt\":\"F\",\"States\":{\"F\":{\"Type\":\"Fail\"}}}";
    private static final String PASS = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MemoryNode node = new MemoryNode();

    NodeMetricsTest() {
        node.node.measure(registry);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private double count(String metric, String dimension, String of) {
        Counter counter = registry.find("aws.states." + metric)
                .tag("account", "123456789012")
                .tag(dimension, of)
                .counter();
        return counter == null ? -1 : counter.count();
    }

    private long times(String metric, String dimension, String of) {
        Timer timer = registry.find("aws.states." + metric).tag(dimension, of).timer();
        return timer == null ? -1 : timer.count();
    }

    private void start(String machine) {
        node.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder().setStateMachineArn(machine).build());
    }

    @Test
    void startsAndEndsAreCountedByMachine() {
        String good = node.registry.machine("good", PASS);
        String bad = node.registry.machine("bad", FAIL);
        start(good);
        start(good);
        start(bad);
        await().until(() -> count("ExecutionsSucceeded", "StateMachineArn", good) == 2
                && count("ExecutionsFailed", "StateMachineArn", bad) == 1);
        assertThat(count("ExecutionsStarted", "StateMachineArn", good)).isEqualTo(2);
        assertThat(count("ExecutionsStarted", "StateMachineArn", bad)).isEqualTo(1);
        assertThat(count("ExecutionsFailed", "StateMachineArn", good)).isZero();
        assertThat(times("ExecutionTime", "StateMachineArn", good)).isEqualTo(2);
        assertThat(registry.get("stepwell.commit.turns").functionCounter().count())
                .isPositive();
    }

    @Test
    void anActivitysTimesAreTaken() {
        String activity = node.registry.activity("pack");
        start(node.registry.machine(
                "packs",
                "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"" + activity
                        + "\",\"End\":true}}}"));
        GetActivityTaskResponse task = node.ask(
                "GetActivityTask",
                GetActivityTaskRequest.newBuilder().setActivityArn(activity).build());
        node.ask(
                "SendTaskSuccess",
                SendTaskSuccessRequest.newBuilder()
                        .setTaskToken(task.getTaskToken())
                        .setOutput("1")
                        .build());
        await().until(() -> count("ActivitiesSucceeded", "ActivityArn", activity) == 1);
        assertThat(count("ActivitiesScheduled", "ActivityArn", activity)).isEqualTo(1);
        assertThat(count("ActivitiesStarted", "ActivityArn", activity)).isEqualTo(1);
        for (String time : new String[] {"ActivityScheduleTime", "ActivityRunTime", "ActivityTime"}) {
            assertThat(times(time, "ActivityArn", activity)).as(time).isEqualTo(1);
        }
    }

    @Test
    void aSynchronousExpressExecutionIsBilled() {
        String fast = node.registry.machine("fast", PASS);
        node.registry.express(fast);
        node.ask(
                "StartSyncExecution",
                StartSyncExecutionRequest.newBuilder().setStateMachineArn(fast).build());
        await().until(() -> count("ExecutionsSucceeded", "StateMachineArn", fast) == 1);
        assertThat(registry.get("aws.states.ExpressExecutionBilledDuration")
                        .tag("StateMachineArn", fast)
                        .summary()
                        .totalAmount())
                .isGreaterThanOrEqualTo(100);
    }

    @Test
    void whoIsFasterThanHeMayIsCounted() {
        TinyRegistry strict = new TinyRegistry();
        strict.quota(LiveNode.CALLER.tenant(), "StateTransition", 1, OptionalLong.of(50));
        String slow = strict.machine(
                "slow",
                "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Next\":\"B\"},"
                        + "\"B\":{\"Type\":\"Pass\",\"End\":true}}}");
        SimpleMeterRegistry figures = new SimpleMeterRegistry();
        try (MemoryNode held = new MemoryNode(strict)) {
            held.node.measure(figures);
            await().until(() -> {
                held.ask(
                        "StartExecution",
                        StartExecutionRequest.newBuilder()
                                .setStateMachineArn(slow)
                                .build());
                FunctionCounter counter = figures.find("aws.states.ThrottledEvents")
                        .tag("APIName", "StateTransition")
                        .functionCounter();
                return counter != null && counter.count() >= 2;
            });
            assertThat(figures.get("aws.states.ExecutionThrottled")
                            .tag("StateMachineArn", slow)
                            .counter()
                            .count())
                    .isGreaterThanOrEqualTo(2);
            assertThat(figures.get("aws.states.ConsumedCapacity")
                            .tags("APIName", "StateTransition", "account", "123456789012")
                            .functionCounter()
                            .count())
                    .isGreaterThanOrEqualTo(2);
            assertThat(figures.get("aws.states.ProvisionedBucketSize")
                            .tag("APIName", "StateTransition")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(figures.get("aws.states.ProvisionedRefillRate")
                            .tag("APIName", "StateTransition")
                            .gauge()
                            .value())
                    .isEqualTo(50);
        }
    }

    @Test
    void whatATenantNamesWithoutEndIsCountedTogether() {
        Subjects subjects = new Subjects(registry, 2, 2);
        TenantId one = new TenantId(1);
        for (String name : new String[] {"a", "b", "c", "d", "a"}) {
            subjects.of(one, "111111111111", Metric.Of.MACHINE, name).count(Metric.ExecutionsStarted);
        }
        subjects.of(new TenantId(2), "222222222222", Metric.Of.MACHINE, "a").count(Metric.ExecutionsStarted);
        assertThat(started("111111111111", "a")).isEqualTo(2);
        assertThat(started("111111111111", "b")).isEqualTo(1);
        assertThat(started("111111111111", Subjects.OTHER)).isEqualTo(2);
        assertThat(started(Subjects.OTHER, Subjects.OTHER)).isEqualTo(1);
        assertThat(registry.find("aws.states.ExecutionsStarted").counters()).hasSize(4);
    }

    private double started(String account, String machine) {
        return registry.get("aws.states.ExecutionsStarted")
                .tags("account", account, "StateMachineArn", machine)
                .counter()
                .count();
    }
}
