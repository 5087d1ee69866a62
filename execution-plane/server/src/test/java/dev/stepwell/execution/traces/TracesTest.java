package dev.stepwell.execution.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionResponse;
import dev.stepwell.execution.fakes.FunctionServer;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.journal.TestPostgres;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.execution.ready.MemoryQueue;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a collector of OpenTelemetry is sent by a node as in production. */
@Tag("postgres")
class TracesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String MACHINE = """
            {"StartAt": "Both", "States": {
              "Both": {"Type": "Parallel", "Next": "Last", "Branches": [
                {"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
                  "End": true}}},
                {"StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": true}}}]},
              "Last": {"Type": "Fail", "Error": "Sorry", "Cause": "a secret"}}}""";

    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final Queue<String> paths = new ConcurrentLinkedQueue<>();
    private final HttpServer collector = collector();
    private final FunctionServer functions =
            new FunctionServer().with("f", event -> FunctionServer.result("\"a secret\""));
    private final TinyRegistry registry = new TinyRegistry();
    private final LiveNode node = node();

    private HttpServer collector() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    paths.add(exchange.getRequestURI().getPath());
                    ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList().stream()
                            .flatMap(resource -> resource.getScopeSpansList().stream())
                            .forEach(scope -> spans.addAll(scope.getSpansList()));
                    exchange.sendResponseHeaders(200, -1);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private LiveNode node() {
        DataSource database = TestPostgres.migrated();
        new Partitions(database).ensure();
        return new LiveNode(
                "a",
                database,
                new MemoryQueue(),
                new MemoryNews(),
                registry,
                LiveNode.outside(
                        functions.endpoint(),
                        Map.of(),
                        Optional.of(URI.create(
                                "http://127.0.0.1:" + collector.getAddress().getPort()))));
    }

    @AfterEach
    void close() {
        node.close();
        functions.close();
        collector.stop(0);
    }

    private StartExecutionResponse start(String machine, String header) {
        StartExecutionRequest.Builder request =
                StartExecutionRequest.newBuilder().setStateMachineArn(machine);
        if (!header.isEmpty()) {
            request.setTraceHeader(header);
        }
        return node.ask("StartExecution", request.build());
    }

    private Map<String, Span> byName() {
        return spans.stream().collect(Collectors.toMap(Span::getName, Function.identity()));
    }

    private Span span(String name) {
        return Optional.ofNullable(byName().get(name)).orElseThrow();
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    @Test
    void anExecutionIsASpanAroundThoseOfItsStatesAndTasks() {
        StartExecutionResponse started = start(registry.traced("shop", MACHINE), "");
        await().atMost(LONG).until(() -> spans.size() >= 6);

        Map<String, Span> named = byName();
        assertThat(named).containsOnlyKeys("shop", "Both", "Ask", "f", "Pass", "Last");
        assertThat(paths).containsOnly("/v1/traces");
        assertThat(parents(named))
                .isEqualTo(
                        Map.of("shop", "", "Both", "shop", "Ask", "Both", "f", "Ask", "Pass", "Both", "Last", "shop"));
        Span whole = span("shop");
        assertThat(whole.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(whole.getStatus().getMessage()).isEqualTo("Sorry");
        assertThat(whole.getAttributesList())
                .anySatisfy(attribute ->
                        assertThat(attribute.getValue().getStringValue()).isEqualTo(started.getExecutionArn()));
        assertThat(span("Ask").getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_OK);
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.getTraceId()).isEqualTo(whole.getTraceId());
            assertThat(span.getStartTimeUnixNano()).isGreaterThanOrEqualTo(whole.getStartTimeUnixNano());
            assertThat(span.getEndTimeUnixNano()).isBetween(span.getStartTimeUnixNano(), whole.getEndTimeUnixNano());
            assertThat(span.toString()).doesNotContain("a secret");
        });
        assertThat(functions.seen())
                .singleElement()
                .satisfies(asked -> assertThat(asked.headers().get("Traceparent"))
                        .containsExactly("00-" + hex(whole.getTraceId()) + "-"
                                + hex(span("f").getSpanId()) + "-01"));
    }

    private static Map<String, String> parents(Map<String, Span> named) {
        Map<String, String> names =
                named.values().stream().collect(Collectors.toMap(span -> hex(span.getSpanId()), Span::getName));
        return named.values().stream()
                .collect(Collectors.toMap(Span::getName, span -> names.getOrDefault(hex(span.getParentSpanId()), "")));
    }

    @Test
    void whoStartsAnExecutionSaysOfWhichTraceItIsAndWhetherItIsTraced() {
        String pass = "{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true}}}";
        String machine = registry.traced("traced", pass);
        start(registry.machine("untraced", pass), "");
        start(machine, "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0");
        start(machine, "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");
        await().atMost(LONG).until(() -> spans.size() >= 2);

        assertThat(byName()).containsOnlyKeys("traced", "P");
        assertThat(spans).extracting(span -> hex(span.getTraceId())).containsOnly("5759e988bd862e3fe1be46a994272793");
        assertThat(hex(span("traced").getParentSpanId())).isEqualTo("53995c3f42cd8ad8");
    }

    @Test
    void aSynchronousExpressExecutionHasATraceOfTheSameForm() {
        String machine = registry.traced("fast", MACHINE);
        registry.express(machine);
        StartSyncExecutionResponse ended = node.ask(
                "StartSyncExecution",
                StartSyncExecutionRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .build());
        assertThat(ended.getStatus()).isEqualTo("FAILED");
        await().atMost(LONG).until(() -> spans.size() >= 6);

        Map<String, Span> named = byName();
        assertThat(parents(named))
                .isEqualTo(
                        Map.of("fast", "", "Both", "fast", "Ask", "Both", "f", "Ask", "Pass", "Both", "Last", "fast"));
        assertThat(span("fast").getStatus().getMessage()).isEqualTo("Sorry");
        assertThat(spans).allSatisfy(span -> assertThat(span.toString()).doesNotContain("a secret"));
        assertThat(functions.seen())
                .singleElement()
                .satisfies(asked -> assertThat(asked.headers().get("Traceparent"))
                        .containsExactly("00-" + hex(span("fast").getTraceId()) + "-"
                                + hex(span("f").getSpanId()) + "-01"));
    }

    @Test
    void aCollectorThatIsNotThereIsInNobodysWay() {
        collector.stop(0);
        StartExecutionResponse started = start(registry.traced("shop", MACHINE), "");
        await().atMost(LONG)
                .until(() -> List.of("FAILED")
                        .contains(node.<DescribeExecutionResponse>ask(
                                        "DescribeExecution",
                                        DescribeExecutionRequest.newBuilder()
                                                .setExecutionArn(started.getExecutionArn())
                                                .build())
                                .getStatus()));
    }
}
