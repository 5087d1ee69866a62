package dev.stepwell.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.ExecutionSummary;
import dev.stepwell.contracts.platform.v1.WatchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.WatchExecutionsResponse;
import dev.stepwell.contracts.sfn.v1.DescribeMapRunRequest;
import dev.stepwell.gateway.upstream.ScriptedPlane;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** REST over the wire: encoded paths, cookies, server-sent events. */
@MicronautTest
@Property(name = "stepwell.gateway.beat-seconds", value = "1")
@NullUnmarked
class RestHttpTest {
    private static final Pattern CSRF = Pattern.compile("\"csrfToken\":\"([^\"]+)\"");

    @Inject
    EmbeddedServer server;

    @Inject
    ScriptedPlane plane;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void fresh() {
        plane.reset();
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + target));
    }

    private HttpRequest.Builder keyed(String target) {
        return request(target).header("Authorization", "Bearer " + TestHouse.API_KEY);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anEncodedArnIsOneSegment() throws Exception {
        HttpResponse<String> answer =
                send(keyed("/v1/mapRuns/arn%3Aaws%3Astates%3Ar%3A123456789012%3AmapRun%3Am%2Flabel%3A8f2c"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(((DescribeMapRunRequest) plane.last().request()).getMapRunArn())
                .isEqualTo("arn:aws:states:r:123456789012:mapRun:m/label:8f2c");
        assertThat(plane.last().virtualThread()).isTrue();
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    }

    @Test
    void bodiesComeWithEveryMethod() throws Exception {
        for (String method : List.of("POST", "PATCH")) {
            HttpResponse<String> answer = send(keyed("/v1/mapRuns/a")
                    .method(method, HttpRequest.BodyPublishers.ofString("{\"maxConcurrency\":3}")));
            assertThat(answer.statusCode()).as(method).isEqualTo(method.equals("PATCH") ? 200 : 405);
        }
        HttpResponse<String> without = send(keyed("/v1/executions/a/stop").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(without.statusCode()).isEqualTo(200);
        assertThat(plane.last().operation()).isEqualTo("StopExecution");
        assertThat(send(keyed("/v1/activities/a").DELETE()).body()).isEqualTo("{}");
        assertThat(plane.last().operation()).isEqualTo("DeleteActivity");
    }

    @Test
    void problemsAreProblems() throws Exception {
        HttpResponse<String> nothing = send(keyed("/v1/no/such/path"));
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(send(request("/v1/activities")).statusCode()).isEqualTo(401);
        HttpResponse<String> large = send(keyed("/v1/activities")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + "x".repeat(1_100_000) + "\"}")));
        assertThat(large.statusCode()).isEqualTo(413);
    }

    @Test
    void theDocumentIsServed() throws Exception {
        HttpResponse<String> answer = send(request("/v1/openapi.json"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"3.1.0\"");
    }

    @Test
    void aSessionInsteadOfAKey() throws Exception {
        HttpResponse<String> opened = send(request("/v1/session")
                .POST(HttpRequest.BodyPublishers.ofString("{\"apiKey\":\"" + TestHouse.API_KEY + "\"}")));
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body())
                .contains("\"account\":\"123456789012\"", "\"tenantName\":\"Acme\"", "\"region\":\"eu-west-1\"")
                .doesNotContain(TestHouse.API_KEY);
        String set = opened.headers().firstValue("set-cookie").orElseThrow();
        assertThat(set)
                .contains("HttpOnly", "SameSite=Strict", "Path=/v1", "Max-Age=")
                .doesNotContain("Secure");
        String cookie = set.substring(0, set.indexOf(';'));
        assertThat(opened.body()).doesNotContain(cookie.substring(cookie.indexOf('=') + 1));
        Matcher csrf = CSRF.matcher(opened.body());
        assertThat(csrf.find()).isTrue();
        String token = csrf.group(1);

        assertThat(send(request("/v1/session").header("Cookie", "a=b; " + cookie))
                        .body())
                .contains(token);
        assertThat(send(request("/v1/activities").header("Cookie", cookie)).statusCode())
                .isEqualTo(200);
        String own = "http://127.0.0.1:" + server.getPort();
        assertThat(delete(cookie, null, null)).isEqualTo(403);
        assertThat(delete(cookie, token, null)).isEqualTo(403);
        assertThat(delete(cookie, token, "http://evil.test")).isEqualTo(403);
        assertThat(delete(cookie, token, "null")).isEqualTo(403);
        assertThat(delete(cookie, "other", own)).isEqualTo(403);
        assertThat(plane.asked()).extracting(ScriptedPlane.Asked::operation).containsExactly("ListActivities");
        assertThat(delete(cookie, token, own)).isEqualTo(200);

        HttpResponse<String> closed = send(request("/v1/session")
                .header("Cookie", cookie)
                .header("X-CSRF-Token", token)
                .header("Origin", own)
                .DELETE());
        assertThat(closed.statusCode()).isEqualTo(200);
        assertThat(closed.headers().firstValue("set-cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(send(request("/v1/session").header("Cookie", cookie)).statusCode())
                .isEqualTo(401);
        assertThat(send(request("/v1/activities").header("Cookie", cookie)).statusCode())
                .isEqualTo(401);
    }

    private int delete(String cookie, String token, String origin) throws Exception {
        HttpRequest.Builder request =
                request("/v1/activities/a").header("Cookie", cookie).DELETE();
        if (token != null) {
            request.header("X-CSRF-Token", token);
        }
        if (origin != null) {
            request.header("Origin", origin);
        }
        return send(request).statusCode();
    }

    @Test
    void aStreamIsServerSentEvents() throws Exception {
        plane.onWatch("WatchExecutions", (request, audience) -> {
            String cursor = ((WatchExecutionsRequest) request).getCursor();
            audience.hear(
                    WatchExecutionsResponse.newBuilder().setCursor(cursor + "1").build());
            audience.hear(WatchExecutionsResponse.newBuilder()
                    .setCursor("2")
                    .setExecution(ExecutionSummary.newBuilder().setName("line\nbreak"))
                    .build());
            throw new Fault("ServiceUnavailable", "gone");
        });
        HttpResponse<String> answer =
                send(keyed("/v1/executions:watch?cursor=3").header("Last-Event-ID", "7"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
        assertThat(answer.body())
                .startsWith("id: 71\nevent: cursor\ndata: {}\n\n"
                        + "id: 2\nevent: execution\ndata: {\"name\":\"line\\nbreak\"}\n\n"
                        + "event: problem\ndata: {")
                .endsWith("}\n\n");
    }

    @Test
    void aStreamThatIsRefusedIsAProblem() throws Exception {
        plane.onWatch("WatchExecutionHistory", (request, audience) -> {
            throw new Fault("ExecutionDoesNotExist", "no");
        });
        HttpResponse<String> answer = send(keyed("/v1/executions/a/history:watch"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"error\":\"ExecutionDoesNotExist\"");
    }

    /** Events come as they are told, beats come in between, and whoever tells hears that the browser has gone. */
    @Test
    void aStreamIsLive() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        plane.onWatch("WatchExecutions", (request, audience) -> {
            audience.whenGone(gone::countDown);
            audience.hear(WatchExecutionsResponse.newBuilder().setCursor("1").build());
            await(goOn);
            audience.hear(WatchExecutionsResponse.newBuilder().setCursor("2").build());
            await(gone);
        });
        HttpResponse<InputStream> answer =
                http.send(keyed("/v1/executions:watch").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("id: 1");
            List<String> until = new ArrayList<>();
            for (String line = lines.readLine(); !line.equals(": beat"); line = lines.readLine()) {
                until.add(line);
            }
            assertThat(until).contains("event: cursor");
            goOn.countDown();
            String line = lines.readLine();
            while (!line.equals("id: 2")) {
                line = lines.readLine();
            }
        }
        assertThat(gone.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
