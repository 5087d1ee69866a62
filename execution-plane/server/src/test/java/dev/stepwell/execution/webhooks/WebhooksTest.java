package dev.stepwell.execution.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.CreateWebhookRequest;
import dev.stepwell.contracts.platform.v1.CreateWebhookResponse;
import dev.stepwell.contracts.platform.v1.DeleteWebhookRequest;
import dev.stepwell.contracts.platform.v1.ListWebhookDeliveriesRequest;
import dev.stepwell.contracts.platform.v1.ListWebhookDeliveriesResponse;
import dev.stepwell.contracts.platform.v1.ListWebhooksRequest;
import dev.stepwell.contracts.platform.v1.ListWebhooksResponse;
import dev.stepwell.contracts.platform.v1.WebhookDelivery;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.execution.fakes.Letterbox;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.journal.TestPostgres;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.execution.ready.MemoryQueue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What webhooks are sent by nodes as in production, also when they do not take it at first and when a node is killed. */
@Tag("postgres")
class WebhooksTest {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String PASS = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";
    private static final String FAIL = "{\"StartAt\":\"F\",\"States\":{\"F\":{\"Type\":\"Fail\",\"Error\":\"E\"}}}";

    private final AtomicInteger refusals = new AtomicInteger();
    private final Letterbox receiver = new Letterbox(this::answer);
    private final DataSource database = migrated();
    private final TinyRegistry registry = new TinyRegistry();
    private final MemoryQueue queue = new MemoryQueue();
    private final LiveNode node = node("a");

    private static DataSource migrated() {
        DataSource database = TestPostgres.migrated();
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            new Partitions(pool).ensure();
        }
        return database;
    }

    private LiveNode node(String name) {
        return new LiveNode(name, database, queue, new MemoryNews(), registry, URI.create("http://127.0.0.1:1"));
    }

    private Letterbox.Answer answer(Letterbox.Seen letter) {
        boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        return new Letterbox.Answer(refused ? 500 : 204, "", Map.of());
    }

    @AfterEach
    void close() {
        node.close();
        receiver.close();
    }

    private CreateWebhookResponse create(CreateWebhookRequest.Builder request) {
        return node.ask(
                "CreateWebhook", request.setUrl(receiver.endpoint() + "/hook").build());
    }

    private String start(LiveNode where, String machine) {
        dev.stepwell.contracts.sfn.v1.StartExecutionResponse started = where.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder().setStateMachineArn(machine).build());
        return started.getExecutionArn();
    }

    /** It is in force when every node has looked: what begins before that is told of by nobody, so it is tried until it is. */
    private void awaitInForce(LiveNode where, String machine) {
        await().atMost(LONG).until(() -> {
            start(where, machine);
            return receiver.seen.stream().anyMatch(letter -> letter.body().contains(machine));
        });
    }

    private List<String> statuses(String arn) {
        return receiver.seen.stream()
                .map(letter -> Json.parse(letter.body()))
                .filter(body -> body.get("data").get("executionArn").asText().equals(arn))
                .map(body -> body.get("type").asText())
                .distinct()
                .toList();
    }

    private List<WebhookDelivery> deliveries(String hook) {
        ListWebhookDeliveriesResponse answer = node.ask(
                "ListWebhookDeliveries",
                ListWebhookDeliveriesRequest.newBuilder()
                        .setWebhookId(hook)
                        .setMaxResults(100)
                        .build());
        return answer.getDeliveriesList();
    }

    private static String header(Letterbox.Seen letter, String name) {
        return letter.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().getFirst())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aMessageIsSignedAsStandardWebhooksAre() throws Exception {
        CreateWebhookResponse hook = create(CreateWebhookRequest.newBuilder());
        awaitInForce(node, registry.machine("signed", PASS));
        Letterbox.Seen letter = receiver.seen.element();
        String content = header(letter, "webhook-id") + "." + header(letter, "webhook-timestamp") + "." + letter.body();
        assertThat(hook.getSecret()).startsWith("whsec_");
        byte[] secret = Base64.getDecoder().decode(hook.getSecret().substring("whsec_".length()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        assertThat(header(letter, "webhook-signature"))
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8))));
        JsonNode body = Json.parse(letter.body());
        assertThat(body.get("type").asText()).startsWith("execution.");
        assertThat(body.get("data").get("stateMachineArn").asText()).endsWith(":signed");
    }

    @Test
    void onlyWhatIsWantedIsTold() {
        String mine = registry.machine("mine", FAIL);
        CreateWebhookResponse hook = create(
                CreateWebhookRequest.newBuilder().setStateMachineArn(mine).addStatuses("FAILED"));
        awaitInForce(node, mine);
        String other = start(node, registry.machine("others", FAIL));
        String last = start(node, mine);
        await().atMost(LONG).until(() -> statuses(last).equals(List.of("execution.failed")));
        assertThat(statuses(other)).isEmpty();
        assertThat(receiver.seen).allSatisfy(letter -> assertThat(letter.body()).contains("\"execution.failed\""));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(deliveries(hook.getWebhookId()))
                        .isNotEmpty()
                        .allSatisfy(each -> {
                            assertThat(each.getOutcome()).isEqualTo("DELIVERED");
                            assertThat(each.getAnswer()).isEqualTo("204");
                        }));
    }

    @Test
    void whatIsNotTakenIsSentAgainUnderTheSameId() {
        String machine = registry.machine("again", PASS);
        CreateWebhookResponse hook = create(CreateWebhookRequest.newBuilder());
        awaitInForce(node, machine);
        refusals.set(3);
        String arn = start(node, machine);
        await().atMost(LONG)
                .until(() -> statuses(arn).containsAll(List.of("execution.running", "execution.succeeded")));
        await().atMost(LONG)
                .until(() -> deliveries(hook.getWebhookId()).stream()
                        .allMatch(each -> each.getOutcome().equals("DELIVERED")));
        assertThat(deliveries(hook.getWebhookId())).anyMatch(each -> each.getAttempts() > 1);
    }

    @Test
    void whatAKilledNodeHadNotSentIsSentByAnother() {
        String machine = registry.machine("killed", PASS);
        create(CreateWebhookRequest.newBuilder());
        LiveNode killed = node("b");
        awaitInForce(killed, machine);
        refusals.set(Integer.MAX_VALUE);
        String arn = start(killed, machine);
        killed.kill();
        refusals.set(0);
        await().atMost(LONG)
                .until(() -> statuses(arn).containsAll(List.of("execution.running", "execution.succeeded")));
    }

    @Test
    void aWebhookIsShownWithoutItsSecretAndCanGo() {
        CreateWebhookResponse hook = create(CreateWebhookRequest.newBuilder().addStatuses("FAILED"));
        ListWebhooksResponse all = node.ask("ListWebhooks", ListWebhooksRequest.getDefaultInstance());
        assertThat(all.toString())
                .contains(hook.getWebhookId())
                .doesNotContain(hook.getSecret().substring("whsec_".length()));
        DeleteWebhookRequest delete = DeleteWebhookRequest.newBuilder()
                .setWebhookId(hook.getWebhookId())
                .build();
        node.ask("DeleteWebhook", delete);
        Fault gone = catchThrowableOfType(Fault.class, () -> node.ask("DeleteWebhook", delete));
        assertThat(gone.error()).isEqualTo("ResourceNotFoundException");
        Fault noUrl = catchThrowableOfType(
                Fault.class,
                () -> node.ask(
                        "CreateWebhook",
                        CreateWebhookRequest.newBuilder()
                                .setUrl("file:///etc/passwd")
                                .build()));
        assertThat(noUrl.error()).isEqualTo("ValidationException");
    }
}
