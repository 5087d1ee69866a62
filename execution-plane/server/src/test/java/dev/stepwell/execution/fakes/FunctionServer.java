package dev.stepwell.execution.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Functions over HTTP, as Lambda speaks; a function it does not know it answers with 404. */
public final class FunctionServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Behaviour> functions = new ConcurrentHashMap<>();
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());

    /** What a function does with an event. */
    @FunctionalInterface
    public interface Behaviour {
        Answer answer(String event);
    }

    /** A request as it came. */
    public record Seen(String path, String body, Map<String, String> headers) {}

    /** An answer: status, body and headers. */
    public record Answer(int status, String body, Map<String, String> headers) {
        public static Answer of(String body) {
            return new Answer(200, body, Map.of());
        }

        public static Answer error(String body) {
            return new Answer(200, body, Map.of("X-Amz-Function-Error", "Unhandled"));
        }
    }

    public FunctionServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public FunctionServer with(String name, Behaviour behaviour) {
        functions.put(name, behaviour);
        return this;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Seen> seen() {
        return seen;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        seen.add(new Seen(exchange.getRequestURI().toString(), body, headers));
        String name = exchange.getRequestURI().getPath().split("/")[3];
        Behaviour behaviour = functions.get(name);
        Answer answer = behaviour == null
                ? new Answer(
                        404,
                        "{\"Type\":\"User\",\"Message\":\"Function not found: x\"}",
                        Map.of("x-amzn-ErrorType", "ResourceNotFoundException"))
                : behaviour.answer(body);
        exchange.getResponseHeaders().set("x-amzn-RequestId", "request-1");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
