package dev.stepwell.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.sfn.v1.GetActivityTaskResponse;
import dev.stepwell.gateway.upstream.ScriptedPlane;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that keep the server waiting, and those that it keeps waiting itself. */
@MicronautTest
@Property(name = "stepwell.http.patience-seconds", value = "1")
@Property(name = "stepwell.http.connections-per-address", value = "40")
@NullUnmarked
class SlowClientsTest {
    private static final int PATIENCE_MS = 20_000;

    @Inject
    EmbeddedServer server;

    @Inject
    ScriptedPlane plane;

    @BeforeEach
    void fresh() {
        plane.reset();
    }

    @Test
    void whoBeginsAndDoesNotGoOnIsCut() throws Exception {
        for (String begun : List.of(
                "",
                "P",
                "POST / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "GET /v1/openapi.json HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n")) {
            try (Socket socket = open()) {
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
                assertThat(isCut(socket)).as(begun).isTrue();
            }
        }
    }

    /** A byte now and then does not help. */
    @Test
    void whoDribblesIsCut() throws Exception {
        try (Socket socket = open()) {
            socket.setSoTimeout(100);
            boolean cut = false;
            for (int i = 0; i < 200 && !cut; i++) {
                cut = dribble(socket);
            }
            assertThat(cut).isTrue();
        }
    }

    private static boolean dribble(Socket socket) {
        try {
            socket.getOutputStream().write('A');
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    @Test
    void whoDoesNotReadIsCut() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(2_048);
            socket.connect(new java.net.InetSocketAddress("localhost", server.getPort()));
            socket.setSoTimeout(PATIENCE_MS);
            String request = "GET /v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
            for (int i = 0; i < 60; i++) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            }
            // Not all of the answers are in the buffers between us, and so not all of them ever come.
            String whole = get("/v1/openapi.json");
            for (int i = 0; i < 7; i++) { // one that is cut marks the time
                try (Socket cut = open()) {
                    assertThat(isCut(cut)).isTrue();
                }
            }
            assertThat(drained(socket)).isLessThan(60L * whole.length());
        }
    }

    private static long drained(Socket socket) {
        long read = 0;
        byte[] bytes = new byte[65_536];
        try {
            for (int some = 0; some >= 0; some = socket.getInputStream().read(bytes)) {
                read += some;
            }
        } catch (IOException cut) {
            return read;
        }
        return read;
    }

    @Test
    void aLongPollAndARestBetweenRequestsAreNotCut() throws Exception {
        CountDownLatch task = new CountDownLatch(1);
        plane.on("GetActivityTask", request -> {
            try {
                assertThat(task.await(PATIENCE_MS, TimeUnit.MILLISECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return GetActivityTaskResponse.newBuilder().setTaskToken("late").build();
        });
        try (HttpClient client = HttpClient.newHttpClient();
                Socket resting = open()) {
            socketGet(resting);
            CompletableFuture<HttpResponse<String>> poll = client.sendAsync(
                    Signed.request(uri("/"), "states", "AWSStepFunctions.GetActivityTask", "{\"activityArn\":\"a\"}"),
                    HttpResponse.BodyHandlers.ofString());
            try (Socket cut = open()) { // one that is cut marks the time that others have waited
                assertThat(isCut(cut)).isTrue();
            }
            try (Socket cut = open()) {
                assertThat(isCut(cut)).isTrue();
            }
            task.countDown();
            assertThat(poll.get(PATIENCE_MS, TimeUnit.MILLISECONDS).body()).contains("late");
            socketGet(resting);
        }
    }

    @Test
    void thereAreOnlySoManyAtOnce() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            while (open.size() < 100) {
                Socket socket = open();
                open.add(socket);
                if (!answers(socket)) {
                    break;
                }
            }
            assertThat(open).hasSizeBetween(20, 41); // others of this test's machine may be there as well
        } finally {
            for (Socket each : open) {
                each.close();
            }
        }
        await().ignoreExceptions().until(() -> get("/v1/openapi.json").startsWith("{"));
    }

    private boolean answers(Socket socket) {
        try {
            socketGet(socket);
            return true;
        } catch (IOException | AssertionError cut) {
            return false;
        }
    }

    private void socketGet(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("the connection was cut").isNotNegative();
            head.append((char) next);
        }
        String length = head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
        socket.getInputStream().readNBytes(Integer.parseInt(length));
    }

    private Socket open() throws IOException {
        Socket socket = new Socket("localhost", server.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private static boolean isCut(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // An answer that says so may come first.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + server.getPort() + path);
    }

    private String get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
