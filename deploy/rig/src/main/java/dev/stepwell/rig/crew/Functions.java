package dev.stepwell.rig.crew;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stepwell.simulation.program.Program;
import dev.stepwell.simulation.program.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** Functions behind Lambda's Invoke API, each of which does what the script in its event says. */
final class Functions implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Completions completions;
    private final Book book;
    private final ExecutorService threads;

    Functions(int port, Completions completions, Book book, ExecutorService threads) throws IOException {
        this.completions = completions;
        this.book = book;
        this.threads = threads;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        server.setExecutor(threads);
        server.createContext("/2015-03-31/functions/", this::invoke);
        server.start();
    }

    private void invoke(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event =
                    Program.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Script script = Script.of(event);
            Script.Act act = script.act(event);
            if (event.has("token")) {
                threads.execute(() -> later(event, script, act));
                send(exchange, Map.of());
                return;
            }
            Thread.sleep(act == Script.Act.NOTHING ? 60_000 : script.millis());
            String mark = book.newMark();
            if (act == Script.Act.FAIL) {
                exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
                send(
                        exchange,
                        Map.of(
                                "errorMessage",
                                "mark:" + mark + ";",
                                "errorType",
                                Script.ERROR,
                                "stackTrace",
                                List.of()));
            } else {
                send(exchange, script.result(event, mark));
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void later(JsonNode event, Script script, Script.Act act) {
        try {
            Thread.sleep(script.millis());
            if (act != Script.Act.NOTHING) {
                completions.send(event.get("token").asText(), event, script, true);
            }
        } catch (Desk.Closed over) {
            // The run is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
