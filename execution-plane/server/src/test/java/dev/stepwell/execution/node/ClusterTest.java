package dev.stepwell.execution.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.contracts.calling.Fault;
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
import dev.stepwell.execution.fakes.FunctionServer;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.journal.TestPostgres;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.execution.ready.MemoryQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Three nodes on one PostgreSQL share the work; one is killed in the middle of it. */
class ClusterTest {
    private static final int EXECUTIONS = 120;

    private final DataSource database = TestPostgres.migrated();
    private final TinyRegistry registry = new TinyRegistry();
    private final MemoryQueue queue = new MemoryQueue();
    private final MemoryNews news = new MemoryNews();
    private final FunctionServer functions = new FunctionServer().with("work", FunctionServer::result);
    private final String activity = registry.activity("work");
    private final String machine = registry.machine("m", definition(activity));
    private final AtomicBoolean over = new AtomicBoolean();

    private static String definition(String activity) {
        return """
               {"StartAt": "Both", "States": {
                 "Both": {"Type": "Parallel", "Next": "Pause", "Branches": [
                   {"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "Resource": "%s", "End": true}}},
                   {"StartAt": "Call", "States": {"Call": {"Type": "Task", "End": true,
                     "Resource": "arn:aws:lambda:us-east-1:123456789012:function:work"}}}]},
                 "Pause": {"Type": "Wait", "Seconds": 1, "Next": "Again"},
                 "Again": {"Type": "Task", "Resource": "%s", "ResultPath": null, "End": true}}}
               """.formatted(activity, activity);
    }

    private LiveNode node(String name) {
        return new LiveNode(name, database, queue, news, registry, functions.endpoint());
    }

    @Test
    void everyExecutionEndsAlthoughANodeIsKilled() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            new Partitions(pool).ensure();
        }
        LiveNode a = node("a");
        LiveNode b = node("b");
        LiveNode c = node("c");
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        for (LiveNode node : List.of(b, c, b, c)) {
            workers.execute(() -> work(node));
        }
        List<String> arns = new ArrayList<>();
        for (int i = 0; i < EXECUTIONS; i++) {
            LiveNode where = i % 3 == 0 ? a : i % 3 == 1 ? b : c;
            StartExecutionResponse started = where.ask(
                    "StartExecution",
                    StartExecutionRequest.newBuilder()
                            .setStateMachineArn(machine)
                            .setName("e" + i)
                            .setInput("{\"i\":" + i + "}")
                            .build());
            arns.add(started.getExecutionArn());
        }
        a.kill();

        await().atMost(Duration.ofSeconds(180))
                .untilAsserted(() -> assertThat(arns)
                        .allSatisfy(arn -> assertThat(status(b, arn)).isEqualTo("SUCCEEDED")));
        over.set(true);
        arns.forEach(arn -> audit(c, arn));
        queue.forgetAll();
        b.close();
        c.close();
        workers.shutdownNow();
        functions.close();
    }

    private static String status(LiveNode node, String arn) {
        DescribeExecutionResponse described = node.ask(
                "DescribeExecution",
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build());
        return described.getStatus() + described.getError() + described.getCause();
    }

    /** Ids without gaps, one terminal event, each task scheduled and done once. */
    private static void audit(LiveNode node, String arn) {
        GetExecutionHistoryResponse history = node.ask(
                "GetExecutionHistory",
                GetExecutionHistoryRequest.newBuilder()
                        .setExecutionArn(arn)
                        .setMaxResults(1_000)
                        .build());
        List<HistoryEvent> events = history.getEventsList();
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).getId()).isEqualTo(i + 1L);
        }
        assertThat(types(events, "ExecutionSucceeded")).isEqualTo(1);
        assertThat(types(events, "ActivitySucceeded")).isEqualTo(2);
        assertThat(types(events, "LambdaFunctionSucceeded")).isEqualTo(1);
        assertThat(types(events, "WaitStateExited")).isEqualTo(1);
    }

    private static long types(List<HistoryEvent> events, String type) {
        return events.stream().filter(event -> event.getType().equals(type)).count();
    }

    private void work(LiveNode node) {
        while (!over.get()) {
            try {
                GetActivityTaskResponse task = node.ask(
                        "GetActivityTask",
                        GetActivityTaskRequest.newBuilder()
                                .setActivityArn(activity)
                                .build());
                if (task.hasTaskToken()) {
                    complete(node, task);
                }
            } catch (Fault fault) {
                assertThat(fault.error()).isIn("ServiceUnavailable", "TaskTimedOut");
            }
        }
    }

    /** As AWS's clients do: what could not be taken for the moment is sent again. */
    private void complete(LiveNode node, GetActivityTaskResponse task) {
        SendTaskSuccessRequest done = SendTaskSuccessRequest.newBuilder()
                .setTaskToken(task.getTaskToken())
                .setOutput(task.getInput())
                .build();
        while (!over.get()) {
            try {
                node.ask("SendTaskSuccess", done);
                return;
            } catch (Fault fault) {
                if (!fault.error().equals("ServiceUnavailable")) {
                    throw fault;
                }
            }
        }
    }
}
