package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** REST's conditions and idempotency keys on an installation of a process per role, whose processes come and go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NullUnmarked
class DoneOnceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";
    private static final String WAITS =
            "{\\\"StartAt\\\":\\\"W\\\",\\\"States\\\":{\\\"W\\\":{\\\"Type\\\":\\\"Wait\\\",\\\"Seconds\\\":86400,\\\"End\\\":true}}}";

    private Installation installation;
    private Server control;
    private Server execution;
    private Server gateway;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        installation = new Installation(folder);
        control = installation.start(Role.CONTROL);
        execution = installation.start(Role.EXECUTION);
        gateway = installation.start(Role.GATEWAY);
        gateway.awaitReady(installation.options(Role.GATEWAY));
    }

    @AfterAll
    void stop() {
        List.of(gateway, execution, control).forEach(Server::close);
        installation.close();
    }

    private HttpResponse<String> send(String method, String target, String body, String... headers) throws Exception {
        HttpRequest.Builder request = installation
                .rest(gateway, target)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + installation.credential("STEPWELL_API_KEY"));
        return installation.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static String member(HttpResponse<String> answer, String name) throws Exception {
        return JSON.readTree(answer.body()).get(name).asText();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private String machine(String name) throws Exception {
        HttpResponse<String> made = send(
                "POST",
                "/v1/stateMachines",
                "{\"name\":\"" + name + "\",\"roleArn\":\"" + ROLE + "\",\"definition\":\"" + WAITS + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return "/v1/stateMachines/" + URLEncoder.encode(member(made, "stateMachineArn"), StandardCharsets.UTF_8);
    }

    @Test
    @Order(1)
    void ofTwoWhoHaveSeenTheSameMachineOneChangesIt() throws Exception {
        String machine = machine("tagged");
        HttpResponse<String> seen = send("GET", machine, "");
        String tag = header(seen, "etag");
        assertThat(tag).matches("\"[\\w-]{24}\"");
        HttpResponse<String> known = send("GET", machine, "", "If-None-Match", tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(header(known, "etag")).isEqualTo(tag);

        CyclicBarrier together = new CyclicBarrier(4);
        List<Future<Integer>> rivals = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                String change = "{\"roleArn\":\"" + ROLE + i + "\"}";
                rivals.add(threads.submit(() -> {
                    together.await();
                    return send("PATCH", machine, change, "If-Match", tag).statusCode();
                }));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> rival : rivals) {
            statuses.add(rival.get());
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 412, 412, 412);

        HttpResponse<String> stale = send("DELETE", machine, "", "If-Match", tag);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(member(stale, "error")).isEqualTo("PreconditionFailed");
        assertThat(header(stale, "content-type")).startsWith("application/problem+json");
        String now = header(send("GET", machine, ""), "etag");
        assertThat(now).isNotEqualTo(tag);
        assertThat(send("DELETE", machine, "", "If-Match", now).statusCode()).isEqualTo(200);
        assertThat(send("PATCH", machine + "x", "{\"roleArn\":\"" + ROLE + "\"}", "If-Match", "*")
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    @Order(2)
    void anAnswerIsToldAgainEvenAfterARestart() throws Exception {
        String[] key = {"Idempotency-Key", "create-1"};
        HttpResponse<String> first = send("POST", "/v1/activities", "{\"name\":\"once\"}", key);
        assertThat(first.statusCode()).isEqualTo(200);
        gateway.close();
        control.close();
        control = installation.start(Role.CONTROL);
        gateway = installation.start(Role.GATEWAY);
        gateway.awaitReady(installation.options(Role.GATEWAY));

        HttpResponse<String> again = send("POST", "/v1/activities", "{\"name\":\"once\"}", key);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(header(again, "idempotency-replayed")).isEqualTo("true");
        assertThat(header(first, "idempotency-replayed")).isEmpty();
        HttpResponse<String> other = send("POST", "/v1/activities", "{\"name\":\"twice\"}", key);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(member(other, "error")).isEqualTo("IdempotencyKeyReused");
    }

    @Test
    @Order(3)
    void whoDiesBetweenDoingAndNotingHasNotDoneItTwice() throws Exception {
        String starts = machine("once") + "/executions";
        String[] key = {"Idempotency-Key", "start-1"};
        // The execution process may be looking for the control process that has just come back: what came to nothing
        // may be done again.
        HttpResponse<String> first = await().atMost(Duration.ofSeconds(60))
                .until(() -> send("POST", starts, "{\"input\":\"{}\"}", key), answer -> answer.statusCode() == 200);
        // What is left of a server that was killed before it could note the answer, a minute ago; and what is left just
        // then.
        assertThat(forget("now() + interval '1 minute'")).isEqualTo(1);
        HttpResponse<String> underWay = send("POST", starts, "{\"input\":\"{}\"}", key);
        assertThat(underWay.statusCode()).isEqualTo(409);
        assertThat(member(underWay, "error")).isEqualTo("IdempotencyKeyInUse");
        assertThat(header(underWay, "retry-after")).isEqualTo("1");
        assertThat(forget("now()")).isEqualTo(1);
        HttpResponse<String> second = send("POST", starts, "{\"input\":\"{}\"}", key);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(member(second, "executionArn")).isEqualTo(member(first, "executionArn"));
        assertThat(header(second, "idempotency-replayed"))
                .as("it was asked for anew")
                .isEmpty();
        String running = send("GET", starts, "").body();
        assertThat(JSON.readTree(running).get("executions")).hasSize(1);
    }

    /** Takes the answers from the executions that were started. */
    private int forget(String claimedUntil) throws Exception {
        return installation
                .bytes("UPDATE control.idempotency SET status = NULL, answer = NULL, claimed_until = " + claimedUntil
                        + " WHERE key_hash = (SELECT key_hash FROM control.idempotency ORDER BY ends_at DESC LIMIT 1)"
                        + " RETURNING 'x', ''::bytea")
                .size();
    }
}
