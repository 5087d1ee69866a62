package dev.stepwell.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.IssuedKey;
import dev.stepwell.contracts.sfn.v1.CreateActivityResponse;
import dev.stepwell.contracts.sfn.v1.RedriveExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.gateway.idempotency.MemoryDesk;
import dev.stepwell.gateway.upstream.ScriptedPlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with an idempotency key, without a server. */
@NullUnmarked
class OnceTest {
    private static final String ACTIVITIES = "/v1/activities";
    private static final String STARTS = "/v1/stateMachines/arn/executions";

    private final ScriptedPlane plane = new ScriptedPlane();
    private final MemoryDesk desk = new MemoryDesk();
    private final AtomicInteger done = new AtomicInteger();
    private Doors doors;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        doors = new Doors(folder, plane, desk);
        plane.on(
                "CreateActivity",
                any -> CreateActivityResponse.newBuilder()
                        .setActivityArn("arn:" + done.incrementAndGet())
                        .build());
    }

    @AfterEach
    void close() {
        doors.close();
    }

    private static RestRequests post(String target, String key, String body) {
        return RestRequests.of("POST", target).header("idempotency-key", key).body(body);
    }

    private RestAnswer.Whole create(String key, String body) {
        return doors.ask(post(ACTIVITIES, key, body).key(Doors.KEY));
    }

    @Test
    void aRequestIsDoneOnceAndAnsweredAlike() {
        RestAnswer.Whole first = create("k", "{\"name\":\"a\"}");
        RestAnswer.Whole second = create("k", "{\"name\":\"a\"}");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers()).doesNotContainKey(Once.REPLAYED);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(second.headers())
                .containsEntry(Once.REPLAYED, "true")
                .containsEntry("Cache-Control", "no-store")
                .containsKey("x-amzn-RequestId");
        assertThat(done).hasValue(1);
        create("other", "{\"name\":\"a\"}");
        assertThat(doors.ask(RestRequests.of("POST", ACTIVITIES).key(Doors.KEY).body("{\"name\":\"a\"}"))
                        .headers())
                .doesNotContainKey(Once.REPLAYED);
        assertThat(done).hasValue(3);
    }

    @Test
    void whatWasRefusedIsRefusedAgainInTheSameWords() throws IOException {
        plane.on("CreateActivity", any -> {
            throw new Fault("ActivityAlreadyExists", "it was there the " + done.incrementAndGet() + ". time");
        });
        RestAnswer.Whole first = create("k", "{\"name\":\"a\"}");
        RestAnswer.Whole second = create("k", "{\"name\":\"a\"}");
        assertThat(first.status()).isEqualTo(409);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.contentType()).isEqualTo("application/problem+json");
        assertThat(second.headers()).containsEntry(Once.REPLAYED, "true");
    }

    @Test
    void aKeyOfAnotherRequestIsRefused() throws IOException {
        create("k", "{\"name\":\"a\"}");
        RestAnswer.Whole body = create("k", "{\"name\":\"b\"}");
        assertThat(body.status()).isEqualTo(422);
        assertThat(Doors.error(body)).isEqualTo("IdempotencyKeyReused");
        RestAnswer.Whole path = doors.ask(post(STARTS, "k", "{\"name\":\"a\"}").key(Doors.KEY));
        assertThat(path.status()).isEqualTo(422);
        assertThat(done).hasValue(1);
    }

    @Test
    void ofEveryPrincipalAndEveryTenantAKeyIsAnother() {
        for (String who : List.of(Doors.KEY, Doors.OTHER_KEY, Doors.OTHER_TENANT)) {
            doors.ask(post(ACTIVITIES, "k", "{\"name\":\"a\"}").key(who));
        }
        assertThat(done).hasValue(3);
    }

    @Test
    void whileItIsDoneAnotherAttemptIsToldToWait() throws Exception {
        CompletableFuture<Void> inside = new CompletableFuture<>();
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        plane.on("CreateActivity", any -> {
            inside.complete(null);
            goOn.join();
            return CreateActivityResponse.newBuilder().setActivityArn("a").build();
        });
        CompletableFuture<RestAnswer.Whole> first =
                CompletableFuture.supplyAsync(() -> create("k", "{\"name\":\"a\"}"));
        inside.get(60, TimeUnit.SECONDS);
        RestAnswer.Whole second = create("k", "{\"name\":\"a\"}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(Doors.error(second)).isEqualTo("IdempotencyKeyInUse");
        assertThat(second.headers()).containsEntry("Retry-After", "1");
        goOn.complete(null);
        assertThat(first.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(create("k", "{\"name\":\"a\"}").headers()).containsEntry(Once.REPLAYED, "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InternalFailure", "ServiceUnavailable", "ThrottlingException"})
    void whatCameToNothingMayBeDoneAgain(String error) {
        plane.on("CreateActivity", any -> {
            throw new Fault(error, "later");
        });
        assertThat(create("k", "{\"name\":\"a\"}").status()).isIn(429, 500, 503);
        plane.on(
                "CreateActivity",
                any -> CreateActivityResponse.newBuilder()
                        .setActivityArn("arn:" + done.incrementAndGet())
                        .build());
        assertThat(create("k", "{\"name\":\"a\"}").status()).isEqualTo(200);
        assertThat(done).hasValue(1);
    }

    @Test
    void attemptsOfOneRequestHaveOneNameOrToken() {
        plane.on("StartExecution", any -> {
            throw new Fault("ServiceUnavailable", "nobody knows");
        });
        doors.ask(post(STARTS, "k", "{\"input\":\"{}\"}").key(Doors.KEY));
        String name = ((StartExecutionRequest) plane.last().request()).getName();
        plane.on(
                "StartExecution",
                any -> StartExecutionResponse.newBuilder().setExecutionArn("a").build());
        doors.ask(post(STARTS, "k", "{\"input\":\"{}\"}").key(Doors.KEY));
        StartExecutionRequest second = (StartExecutionRequest) plane.last().request();
        assertThat(second.getName()).isEqualTo(name).hasSize(36);
        assertThat(second.getInput()).isEqualTo("{}");
        assertThat(second.getStateMachineArn()).isEqualTo("arn");

        doors.ask(post(STARTS, "own", "{\"name\":\"mine\"}").key(Doors.KEY));
        assertThat(((StartExecutionRequest) plane.last().request()).getName()).isEqualTo("mine");
        doors.ask(post("/v1/executions/a/redrive", "r", "").key(Doors.KEY));
        assertThat(((RedriveExecutionRequest) plane.last().request()).getClientToken())
                .hasSize(36);
        doors.ask(RestRequests.of("POST", STARTS).key(Doors.KEY));
        assertThat(((StartExecutionRequest) plane.last().request()).hasName())
                .as("without a key")
                .isFalse();
    }

    @Test
    void aSecretIsToldOnceAndKeptNowhere() throws IOException {
        plane.on(
                "CreateKey",
                any -> IssuedKey.newBuilder().setSecretAccessKey("canary").build());
        String body = "{\"kind\":\"SIGNING\"}";
        assertThat(new String(
                        doors.ask(post("/v1/keys", "k", body).key(Doors.KEY)).body(), StandardCharsets.UTF_8))
                .contains("canary");
        RestAnswer.Whole again = doors.ask(post("/v1/keys", "k", body).key(Doors.KEY));
        assertThat(again.status()).isEqualTo(409);
        assertThat(Doors.error(again)).isEqualTo("IdempotentAnswerNotKept");
        assertThat(Doors.json(again).get("firstStatus").asText()).isEqualTo("200");
        assertThat(new String(again.body(), StandardCharsets.UTF_8)).doesNotContain("canary");
        assertThat(plane.asked()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("noKeys")
    void whatIsNoKeyIsRefused(String key) throws IOException {
        RestAnswer.Whole answer = create(key, "{\"name\":\"a\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(Doors.error(answer)).isEqualTo("ValidationException");
        assertThat(done).hasValue(0);
    }

    static Stream<String> noKeys() {
        return Stream.of("", "a b", "a\u007f", "\u00e4", "a\t", "k".repeat(256));
    }

    @Test
    void aLongKeyAndAStrangeOneAreKeys() {
        assertThat(create("k".repeat(255), "{\"name\":\"a\"}").status()).isEqualTo(200);
        assertThat(create("\"8e03978e-40d5\"!~", "{\"name\":\"a\"}").status()).isEqualTo(200);
        assertThat(doors.ask(post(ACTIVITIES, "a", "{\"name\":\"a\"}")
                                .header("idempotency-key", "b")
                                .key(Doors.KEY))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aKeyThatWouldPromiseNothingIsRefused() {
        for (RestRequests request : List.of(
                RestRequests.of("GET", ACTIVITIES),
                RestRequests.of("DELETE", "/v1/activities/a"),
                RestRequests.of("PATCH", "/v1/stateMachines/a").body("{}"),
                RestRequests.of("POST", "/v1/activities/a/tasks"),
                RestRequests.of("POST", "/v1/stateMachines/a/syncExecutions"),
                RestRequests.of("POST", "/v1/tasks/heartbeat").body("{\"taskToken\":\"t\"}"),
                RestRequests.of("POST", "/v1/definitions/validate").body("{\"definition\":\"{}\"}"),
                RestRequests.of("POST", "/v1/session").body("{\"apiKey\":\"one\"}"))) {
            RestAnswer.Whole answer = doors.ask(request.key(Doors.KEY).header("idempotency-key", "k"));
            assertThat(answer.status()).isEqualTo(400);
        }
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void withoutTheDeskNothingIsDoneAndWithoutAKeyNobodyAsksIt() {
        desk.gone(true);
        assertThat(create("k", "{\"name\":\"a\"}").status()).isEqualTo(503);
        assertThat(done).hasValue(0);
        assertThat(doors.ask(RestRequests.of("POST", ACTIVITIES).key(Doors.KEY).body("{\"name\":\"a\"}"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAnswerThatCannotBeNotedIsGivenAllTheSame() {
        Message answer = CreateActivityResponse.newBuilder().setActivityArn("a").build();
        plane.on("CreateActivity", any -> {
            desk.gone(true);
            return answer;
        });
        assertThat(create("k", "{\"name\":\"a\"}").status()).isEqualTo(200);
        desk.gone(false);
        assertThat(create("k", "{\"name\":\"a\"}").status())
                .as("until it counts as dead")
                .isEqualTo(409);
    }
}
