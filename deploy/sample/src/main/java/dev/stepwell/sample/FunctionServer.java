package dev.stepwell.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stepwell.sample.OrderFunctions.Function;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves functions as AWS Lambda's Invoke API does: {@code POST /2015-03-31/functions/NAME/invocations}, the event as the body, the
 * result as the answer; an error of the function is status 200 with {@code X-Amz-Function-Error: Unhandled} and a body of
 * {@code errorMessage}, {@code errorType} and {@code stackTrace}.
 */
public final class FunctionServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
    private static final int LARGEST = 6 * 1024 * 1024;

    private final Map<String, Function> functions;
    private final HttpServer server;

    FunctionServer(InetSocketAddress address, Map<String, Function> functions) throws IOException {
        this.functions = functions;
        server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Serves the order functions at the URL of the first argument until it is ended. */
    public static void main(String[] args) throws IOException {
        URI at = URI.create(args.length == 1 ? args[0] : "http://127.0.0.1:9001");
        Map<String, Function> functions = new OrderFunctions().byName();
        new FunctionServer(new InetSocketAddress(at.getHost(), at.getPort()), functions);
        System.out.println("functions " + functions.keySet().stream().sorted().toList() + " at " + at);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher path = INVOKE.matcher(exchange.getRequestURI().getPath());
            Function function = path.matches() ? functions.get(path.group(1)) : null;
            if (function == null || !exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("X-Amzn-ErrorType", "ResourceNotFoundException");
                send(
                        exchange,
                        404,
                        Map.of("Type", "User", "Message", "Function not found: " + exchange.getRequestURI()));
                return;
            }
            JsonNode event = JSON.readTree(exchange.getRequestBody().readNBytes(LARGEST));
            try {
                send(exchange, 200, function.call(event));
            } catch (FunctionException e) {
                exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
                send(exchange, 200, Map.of("errorMessage", message(e), "errorType", e.type(), "stackTrace", List.of()));
            }
        }
    }

    private static String message(Exception e) {
        String message = e.getMessage();
        return message == null ? "" : message;
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
