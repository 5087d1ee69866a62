package dev.stepwell.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.gateway.upstream.ScriptedPlane;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, byte for byte, when a client is not as well behaved as AWS's. */
@MicronautTest
@NullUnmarked
class RawHttpTest {
    private static final int MEGABYTE = 1_048_576;

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

    @Test
    void anAnswer() throws Exception {
        HttpResponse<String> answer = signed("ListActivities", "{}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"activities\":[]}");
        assertThat(answer.headers().firstValue("content-type")).contains("application/x-amz-json-1.0");
        assertThat(answer.headers().firstValue("x-amzn-requestid").orElseThrow())
                .hasSize(36);
    }

    @Test
    void aVoidAnswerIsAnEmptyObject() throws Exception {
        assertThat(signed("DeleteActivity", "{\"activityArn\":\"a\"}").body()).isEqualTo("{}");
    }

    @Test
    void anUnknownTarget() throws Exception {
        for (String target : List.of("AWSStepFunctions.DoWhat", "Other.ListActivities", "ListActivities", "")) {
            assertRefused(
                    post(Map.of("X-Amz-Target", target), "{}"),
                    400,
                    "com.amazon.coral.service#UnknownOperationException",
                    "The requested operation is not known.");
        }
    }

    @Test
    void noSignature() throws Exception {
        assertRefused(
                post(Map.of("X-Amz-Target", "AWSStepFunctions.ListActivities"), "{}"),
                400,
                "com.amazon.coral.service#MissingAuthenticationTokenException",
                "Missing Authentication Token");
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void aBodyThatIsNotJson() throws Exception {
        assertRefused(
                signed("ListActivities", "{\"maxResults\":"),
                400,
                "com.amazon.coral.service#SerializationException",
                "The request body is not a JSON object.");
        assertRefused(
                signed("ListActivities", ""),
                400,
                "com.amazon.coral.service#SerializationException",
                "The request body is not a JSON object.");
    }

    @Test
    void aBodyOfTheWrongType() throws Exception {
        assertRefused(
                signed("ListActivities", "{\"maxResults\":\"1\"}"),
                400,
                "com.amazon.coral.service#SerializationException",
                "STRING_VALUE can not be converted to an Integer");
    }

    @Test
    void aBrokenRule() throws Exception {
        assertRefused(
                signed("ListActivities", "{\"maxResults\":-1}"),
                400,
                "com.amazon.coral.validate#ValidationException",
                "1 validation error detected: Value '-1' at 'maxResults' failed to satisfy constraint: Member must have"
                        + " value greater than or equal to 0");
    }

    @Test
    void anErrorOfTheService() throws Exception {
        plane.on("ListActivities", request -> {
            throw new dev.stepwell.contracts.calling.Fault("InvalidToken", "Invalid Token: 'x'");
        });
        assertRefused(
                signed("ListActivities", "{}"),
                400,
                "com.amazonaws.swf.service.v2.model#InvalidToken",
                "Invalid Token: 'x'");
    }

    @Test
    void aDefectSaysNothingOfItself() throws Exception {
        plane.on("ListActivities", request -> {
            throw new IllegalStateException("secret");
        });
        assertDefect(signed("ListActivities", "{}"));
        plane.on("ListActivities", request -> {
            throw new StackOverflowError("secret");
        });
        assertDefect(signed("ListActivities", "{}"));
    }

    private static void assertDefect(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("InternalFailure").doesNotContain("secret");
    }

    @Test
    void aRequestOfMoreThanOneMegabyte() throws Exception {
        for (int size : new int[] {MEGABYTE + 1, 3 * MEGABYTE, 20 * MEGABYTE}) {
            assertRefused(
                    signed("ListActivities", "{" + " ".repeat(size - 2) + "}"),
                    413,
                    "com.amazon.coral.service#RequestEntityTooLargeException",
                    "The request is larger than it may be.");
        }
        assertThat(signed("ListActivities", "{" + " ".repeat(MEGABYTE - 4096) + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tooManyHeaders() throws Exception {
        Map<String, String> headers = new java.util.HashMap<>();
        for (int i = 0; i < 101; i++) {
            headers.put("x-" + i, "1");
        }
        assertRefused(
                post(headers, "{}"),
                400,
                "com.amazon.coral.service#MalformedHttpRequestException",
                "The request has too many headers.");
    }

    /** Paths that are signed alike are no door all the same: only the one path is. */
    @Test
    void anotherPathIsRefused() throws Exception {
        for (String path : List.of("//", "/.", "/a/..", "/./")) {
            URI uri = URI.create("http://localhost:" + server.getPort() + path);
            HttpRequest request = Signed.request(uri, "states", "AWSStepFunctions.ListActivities", "{}");
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .as(path)
                    .isBetween(400, 499);
            assertThat(plane.asked()).as(path).isEmpty();
        }
    }

    @Test
    void aQueryIsSignedToo() throws Exception {
        HttpRequest request = sign("ListActivities", "{}", "?b=2&a=%C3%BC%20");
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> signed(String operation, String body) throws Exception {
        return http.send(sign(operation, body, ""), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest sign(String operation, String body, String query) {
        URI uri = URI.create("http://localhost:" + server.getPort() + "/" + query);
        return Signed.request(uri, "states", "AWSStepFunctions." + operation, body);
    }

    private HttpResponse<String> post(Map<String, String> headers, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + "/"))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String type, String message) {
        assertThat(answer.body()).isEqualTo("{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
        assertThat(answer.headers().firstValue("content-type")).contains("application/x-amz-json-1.0");
    }
}
