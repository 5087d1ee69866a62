package dev.stepwell.execution.announcements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.execution.fakes.Letterbox;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.journal.TestPostgres;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.execution.ready.MemoryQueue;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an event bus is told by nodes as in production, also when it does not take it at first and when a node is killed. */
class AnnouncerTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String PASS = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";
    private static final String FAIL =
            "{\"StartAt\":\"F\",\"States\":{\"F\":{\"Type\":\"Fail\",\"Error\":\"E\",\"Cause\":\"c\"}}}";

    private final List<JsonNode> entries = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Letterbox bus = new Letterbox(this::answer);
    private final HikariDataSource database = pool();
    private final TinyRegistry registry = new TinyRegistry();
    private final MemoryQueue queue = new MemoryQueue();
    private final LiveNode node = node("a");

    private static HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(TestPostgres.migrated());
        HikariDataSource pool = new HikariDataSource(config);
        new Partitions(pool).ensure();
        return pool;
    }

    /** Takes PutEvents, all but the first so many. */
    private Letterbox.Answer answer(Letterbox.Seen letter) {
        JsonNode asked = Json.parse(letter.body()).get("Entries");
        boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        if (!refused) {
            asked.forEach(entries::add);
        }
        String each = refused ? "{\"ErrorCode\":\"ThrottlingException\"}" : "{\"EventId\":\"1\"}";
        return new Letterbox.Answer(
                200,
                "{\"FailedEntryCount\":" + (refused ? asked.size() : 0) + ",\"Entries\":["
                        + String.join(",", Collections.nCopies(asked.size(), each)) + "]}",
                Map.of("Content-Type", "application/x-amz-json-1.1"));
    }

    private LiveNode node(String name) {
        return new LiveNode(
                name,
                database,
                queue,
                new MemoryNews(),
                registry,
                URI.create("http://127.0.0.1:1"),
                Map.of("eventbridge", bus.endpoint()));
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
        bus.close();
    }

    private static String start(LiveNode where, String machine) {
        StartExecutionResponse started = where.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .setInput("{\"a\": 1}")
                        .build());
        return started.getExecutionArn();
    }

    private List<String> statuses(String arn) {
        return details(arn).stream()
                .map(detail -> detail.get("status").asText())
                .distinct()
                .toList();
    }

    private List<JsonNode> details(String arn) {
        return entries.stream()
                .filter(entry -> entry.get("Resources").get(0).asText().equals(arn))
                .map(entry -> Json.parse(entry.get("Detail").asText()))
                .toList();
    }

    @Test
    void aStartAndAnEndAreToldInAwsShape() {
        String machine = registry.machine("good", PASS);
        String arn = start(node, machine);
        await().atMost(LONG).until(() -> statuses(arn).containsAll(List.of("RUNNING", "SUCCEEDED")));
        JsonNode entry = entries.get(0);
        assertThat(entry.get("Source").asText()).isEqualTo("aws.states");
        assertThat(entry.get("DetailType").asText()).isEqualTo("Step Functions Execution Status Change");
        JsonNode running = details(arn).get(0);
        assertThat(running.get("executionArn").asText()).isEqualTo(arn);
        assertThat(running.get("stateMachineArn").asText()).isEqualTo(machine);
        assertThat(running.get("input").asText()).isEqualTo("{\"a\": 1}");
        assertThat(running.get("inputDetails").get("included").asBoolean()).isTrue();
        assertThat(running.get("startDate").isIntegralNumber()).isTrue();
        for (String absent : List.of("stopDate", "output", "outputDetails", "error", "cause", "redriveDate")) {
            assertThat(running.get(absent).isNull()).as(absent).isTrue();
        }
        JsonNode ended = details(arn).get(1);
        assertThat(ended.get("output").asText()).isEqualTo("{\"a\": 1}");
        assertThat(ended.get("stopDate").asLong())
                .isGreaterThanOrEqualTo(ended.get("startDate").asLong());
        assertThat(ended.get("redriveStatus").asText()).isEqualTo("NOT_REDRIVABLE");
        assertThat(ended.get("redriveStatusReason").asText())
                .isEqualTo("Execution is SUCCEEDED and cannot be redriven");
    }

    @Test
    void aFailureTellsItsErrorAndExpressOnesNothing() {
        String fast = registry.machine("fast", PASS);
        registry.express(fast);
        String express = start(node, fast);
        String arn = start(node, registry.machine("bad", FAIL));
        await().atMost(LONG).until(() -> statuses(arn).contains("FAILED"));
        JsonNode ended = details(arn).getLast();
        assertThat(ended.get("error").asText()).isEqualTo("E");
        assertThat(ended.get("cause").asText()).isEqualTo("c");
        assertThat(ended.get("redriveStatus").asText()).isEqualTo("REDRIVABLE");
        assertThat(details(express)).isEmpty();
    }

    @Test
    void whatTheBusDoesNotTakeIsToldAgain() {
        refusals.set(2);
        String arn = start(node, registry.machine("twice", PASS));
        await().atMost(LONG).until(() -> statuses(arn).containsAll(List.of("RUNNING", "SUCCEEDED")));
        assertThat(refusals).hasValue(0);
    }

    @Test
    void whatAKilledNodeHadNotToldIsToldByAnother() {
        refusals.set(Integer.MAX_VALUE);
        LiveNode killed = node("b");
        String arn = start(killed, registry.machine("kept", PASS));
        killed.kill();
        refusals.set(0);
        await().atMost(LONG).until(() -> statuses(arn).containsAll(List.of("RUNNING", "SUCCEEDED")));
    }
}
