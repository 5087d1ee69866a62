package dev.stepwell.execution.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Anything that answers over HTTP; remembers what it was asked. */
public final class Letterbox implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<Seen, Answer> answers;
    public final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    /** A request as it came; {@code target} is what AWS's JSON protocol names the action by. */
    public record Seen(String method, String uri, String body, String target, Map<String, List<String>> headers) {}

    /** An answer. */
    public record Answer(int status, String body, Map<String, String> headers) {
        public static Answer of(String body) {
            return new Answer(200, body, Map.of("x-amzn-RequestId", "r-1"));
        }

        /** The same with another header. */
        public Answer with(String name, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(name, value);
            return new Answer(status, body, more);
        }

        public static Answer refusal(String type, String message) {
            return new Answer(
                    400,
                    "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}",
                    Map.of("x-amzn-RequestId", "r-1"));
        }
    }

    public Letterbox(Function<Seen, Answer> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            Seen letter = new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    target == null ? "" : target,
                    Map.copyOf(exchange.getRequestHeaders()));
            seen.add(letter);
            Answer answer = answers.apply(letter);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
