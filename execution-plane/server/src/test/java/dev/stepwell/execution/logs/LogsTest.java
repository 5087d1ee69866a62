package dev.stepwell.execution.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.ListLogEventsRequest;
import dev.stepwell.contracts.platform.v1.ListLogEventsResponse;
import dev.stepwell.contracts.platform.v1.LogEvent;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionResponse;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.journal.TestPostgres;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.journal.postgres.PostgresLogbook;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.execution.ready.MemoryQueue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What machines log, on nodes as in production. */
class LogsTest {
    private static final String CANARY = "canary-4711";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String PASS =
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Assign\":{\"x\":1},\"End\":true}}}";
    private static final String FAIL = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Next\":\"F\"},"
            + "\"F\":{\"Type\":\"Fail\",\"Error\":\"E\",\"Cause\":\"c\"}}}";

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

    private LiveNode node(String name) {
        return new LiveNode(name, database, queue, new MemoryNews(), registry, URI.create("http://127.0.0.1:1"));
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    private static String logging(String level, boolean withData) {
        return "{\"level\":\"" + level + "\",\"includeExecutionData\":" + withData + "}";
    }

    private static String start(LiveNode where, String machine) {
        StartExecutionResponse started = where.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .setInput("{\"secret\":\"" + CANARY + "\"}")
                        .build());
        return started.getExecutionArn();
    }

    private static List<JsonNode> lines(LiveNode where, ListLogEventsRequest.Builder wanted) {
        List<JsonNode> lines = new ArrayList<>();
        ListLogEventsResponse page;
        do {
            page = where.ask("ListLogEvents", wanted.build());
            for (LogEvent event : page.getEventsList()) {
                lines.add(Json.parse(event.getMessage()));
            }
            wanted.setNextToken(page.getNextToken());
        } while (page.hasNextToken());
        wanted.clearNextToken();
        return lines;
    }

    private static ListLogEventsRequest.Builder of(String machine) {
        return ListLogEventsRequest.newBuilder().setStateMachineArn(machine);
    }

    private static List<String> types(List<JsonNode> lines) {
        return lines.stream().map(line -> line.get("type").asText()).toList();
    }

    private void awaitTypes(ListLogEventsRequest.Builder wanted, String... types) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(types(lines(node, wanted))).containsExactly(types));
    }

    @Test
    void allHasEveryEventAsAwsWritesIt() {
        String machine = registry.machine("all", PASS, logging("ALL", true));
        String arn = start(node, machine);
        awaitTypes(
                of(machine).setMaxResults(3),
                "ExecutionStarted",
                "PassStateEntered",
                "PassStateExited",
                "ExecutionSucceeded");
        JsonNode first = lines(node, of(machine)).get(0);
        assertThat(first.get("id").asText()).isEqualTo("1");
        assertThat(first.get("id").isTextual()).isTrue();
        assertThat(first.get("previous_event_id").asText()).isEqualTo("0");
        assertThat(first.get("redrive_count").asText()).isEqualTo("0");
        assertThat(first.get("execution_arn").asText()).isEqualTo(arn);
        assertThat(Instant.ofEpochMilli(first.get("event_timestamp").asLong())).isAfter(Instant.EPOCH);
        assertThat(first.get("details").get("input").asText()).contains(CANARY);
        assertThat(first.get("details").get("inputDetails").get("truncated").asBoolean(true))
                .isFalse();
        assertThat(first.get("details").get("roleArn").asText()).startsWith("arn:aws:iam::");
        assertThat(lines(node, of(machine)).get(1).get("details").get("name").asText())
                .isEqualTo("A");
    }

    @Test
    void levelsLeaveOutWhatIsBelowThem() {
        String error = registry.machine("error", FAIL, logging("ERROR", false));
        String fatal = registry.machine("fatal", FAIL, logging("FATAL", false));
        String off = registry.machine("off", FAIL, logging("OFF", true));
        start(node, off);
        start(node, error);
        start(node, fatal);
        awaitTypes(of(error), "FailStateEntered", "ExecutionFailed");
        awaitTypes(of(fatal), "ExecutionFailed");
        assertThat(lines(node, of(off))).isEmpty();
        JsonNode end = lines(node, of(fatal)).get(0);
        assertThat(end.get("details").get("error").asText()).isEqualTo("E");
        assertThat(end.get("details").get("cause").asText()).isEqualTo("c");
    }

    @Test
    void withoutExecutionDataNoPayloadIsLogged() {
        String machine = registry.machine("quiet", PASS, logging("ALL", false));
        start(node, machine);
        await().atMost(LONG).until(() -> lines(node, of(machine)).size() == 4);
        assertThat(lines(node, of(machine)).toString()).doesNotContain(CANARY, "inputDetails");
    }

    @Test
    void expressExecutionsHaveTheirHistoryHere() {
        String machine = registry.machine("fast", PASS, logging("ALL", true));
        registry.express(machine);
        StartSyncExecutionResponse sync = node.ask(
                "StartSyncExecution",
                StartSyncExecutionRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .build());
        String[] types = {"ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"};
        awaitTypes(of(machine).setExecutionArn(sync.getExecutionArn()), types);
        String asynchronous = start(node, machine);
        awaitTypes(of(machine).setExecutionArn(asynchronous), types);
        assertThat(lines(node, of(machine))).hasSize(8).noneMatch(line -> line.has("redrive_count"));
    }

    @Test
    void whatAKilledNodeHadNotLoggedIsLoggedByAnotherOnce() {
        String machine = registry.machine("kept", PASS, logging("ALL", true));
        LiveNode killed = node("b");
        List<String> arns = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            arns.add(start(killed, machine));
        }
        killed.kill();
        await().atMost(LONG).untilAsserted(() -> {
            List<JsonNode> lines = lines(node, of(machine));
            assertThat(lines).hasSize(4 * arns.size());
            assertThat(lines.stream()
                            .map(line -> line.get("execution_arn").asText()
                                    + line.get("id").asText())
                            .distinct())
                    .hasSize(4 * arns.size());
        });
    }

    @Test
    void othersSeeNothingAndOldLinesGo() {
        String machine = registry.machine("mine", PASS, logging("ALL", true));
        start(node, machine);
        await().atMost(LONG).until(() -> lines(node, of(machine)).size() == 4);
        assertThatThrownBy(() -> node.node
                        .actions()
                        .find("ListLogEvents")
                        .orElseThrow()
                        .answer(LiveNode.caller(8, "210987654321"), of(machine).build()))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("StateMachineDoesNotExist"));
        PostgresLogbook book = new PostgresLogbook(database);
        assertThat(book.forgetSome(Instant.now().minus(Duration.ofDays(1)))).isZero();
        assertThat(book.forgetSome(Instant.now().plus(Duration.ofDays(1)))).isEqualTo(4);
        assertThat(lines(node, of(machine))).isEmpty();
    }
}
