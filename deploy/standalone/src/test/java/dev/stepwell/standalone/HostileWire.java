package dev.stepwell.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that are almost requests, each a mutation of one that is, from a seed. */
final class HostileWire {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final int PATIENCE_MS = 150;

    private static final List<String> TARGETS = List.of(
            "AWSStepFunctions.ListActivities",
            "AWSStepFunctions.",
            "SimpleWorkflowService.ListDomains",
            "AWSEvents.X",
            ".",
            "\u00ff",
            "AWSStepFunctions.StartExecution\r\nX-Smuggled: 1",
            "x".repeat(9_000));
    private static final List<String> LINES = List.of(
            "POST / HTTP/1.1",
            "GET /v1/executions HTTP/1.1",
            "GET /v1/%zz HTTP/1.1",
            "GET http://[ HTTP/1.1",
            "OPTIONS * HTTP/1.1",
            "TRACE / HTTP/1.1",
            "CONNECT a:1 HTTP/1.1",
            "POST /v1/stateMachines HTTP/1.0",
            "POST / HTTP/9.9",
            "BREW /pot HTTP/1.1",
            "GET /../../etc/passwd HTTP/1.1",
            "GET /assets/%2e%2e%2fx HTTP/1.1",
            "GET /v1/stateMachines/%00 HTTP/1.1",
            "PRI * HTTP/2.0",
            "PUT /schedules/a HTTP/1.1",
            "GET /health?a=%ff HTTP/1.1",
            "DELETE /v1/session HTTP/1.1",
            "GET /" + "a".repeat(5_000) + " HTTP/1.1");
    private static final List<String> HEADERS = List.of(
            "Host: localhost",
            "Host:",
            "Host: a\r\nHost: b",
            "Content-Length: 5",
            "Content-Length: -1",
            "Content-Length: 5, 6",
            "Content-Length: 99999999999999999999",
            "Content-Length: 5\r\nContent-Length: 6",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 5",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding : chunked",
            "Content-Type: application/json",
            "Content-Type: ;",
            "Content-Type: multipart/form-data; boundary=",
            "Content-Encoding: gzip",
            "Expect: 100-continue",
            "Expect: magic",
            "Connection: close",
            "Connection: Upgrade\r\nUpgrade: h2c",
            "Upgrade: websocket",
            "Authorization: Bearer",
            "Authorization: Bearer sw_live_x_y",
            "Authorization: AWS4-HMAC-SHA256 Credential=",
            "Authorization: AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/states/aws4_request, SignedHeaders=;;, Signature=0",
            "X-Amz-Date: 99999999T999999Z",
            "Cookie: sw_session=\u0001",
            "Accept: text/html",
            "Accept: x/;q=z",
            "Accept: /",
            "Accept-Encoding: *;q=2",
            " folded: x",
            ": nameless",
            "no colon",
            "X: " + "y".repeat(9_000),
            "If-None-Match: \"",
            "Origin: null",
            "Range: bytes=9-1");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "{\"a\":",
            "5\r\nhello\r\n0\r\n\r\n",
            "zz\r\n",
            "ffffffffffffffff\r\n",
            "0\r\nTrailer: x\r\n\r\n",
            "-1\r\n\r\n",
            "\u0000\u0001\u0002",
            "GET / HTTP/1.1\r\n\r\n",
            "5;ext=\"\r\nhello\r\n0\r\n\r\n");

    private final Random random;

    HostileWire(long seed) {
        random = new Random(seed);
    }

    /** The next one, as it goes over the wire. */
    byte[] next() {
        StringBuilder text = new StringBuilder(any(LINES)).append("\r\n");
        for (int i = random.nextInt(7); i >= 0; i--) {
            text.append(any(HEADERS)).append("\r\n");
        }
        if (random.nextInt(3) == 0) {
            text.append("X-Amz-Target: ").append(any(TARGETS)).append("\r\n");
        }
        text.append("\r\n").append(any(BODIES));
        if (random.nextInt(6) == 0) {
            text.append(text); // one behind the other, on one connection
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(5) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Sends it and leaves; the statuses that were answered meanwhile. */
    static List<Integer> send(String host, int port, byte[] request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            in.transferTo(answer);
        } catch (SocketTimeoutException waits) {
            // It waits for the rest, as it should.
        } catch (IOException cut) {
            // It has heard enough.
        }
        Matcher found = STATUS.matcher(answer.toString(StandardCharsets.ISO_8859_1));
        return found.results().map(each -> Integer.valueOf(each.group(1))).toList();
    }
}
