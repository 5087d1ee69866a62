package dev.stepwell.clients.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stepwell.clients.OneServer;
import dev.stepwell.clients.Runs;
import dev.stepwell.clients.Tenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.EventType;
import software.amazon.awssdk.services.swf.model.PollForDecisionTaskResponse;

/** Functions that decisions schedule, behind Lambda's Invoke API. What fails before that is in {@link CausesTest}. */
@ExtendWith(OneServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionsTest {
    private static final String DOMAIN = "functions";
    private static final String ROLE = "arn:aws:iam::000000000000:role/functions";

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SwfClient swf;
    private final Runs runs;
    private final HttpServer functions;

    FunctionsTest(Tenant tenant) throws IOException {
        this.swf = tenant.swf();
        this.runs = new Runs(swf, DOMAIN);
        this.functions =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), tenant.functionsPort()), 0);
        functions.setExecutor(threads);
        functions.createContext("/2015-03-31/functions/echo/invocations", exchange -> answer(exchange, false));
        functions.createContext("/2015-03-31/functions/broken/invocations", exchange -> answer(exchange, true));
        functions.createContext("/2015-03-31/functions/slow/invocations", this::holdOn);
    }

    private static void answer(HttpExchange exchange, boolean broken) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (broken) {
                body = "{\"errorType\": \"Broken\", \"errorMessage\": \"it is\"}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void holdOn(HttpExchange exchange) throws IOException {
        try {
            over.await();
            answer(exchange, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @BeforeAll
    void start() {
        functions.start();
        new Types(swf, DOMAIN).register();
    }

    @AfterAll
    void stop() {
        over.countDown();
        functions.stop(0);
        threads.shutdownNow();
        swf.close();
    }

    /** One function is called; returns when that has ended so. */
    private Runs.Run called(String name, String seconds, EventType end) {
        String runId = swf.startWorkflowExecution(r -> r.domain(DOMAIN)
                        .workflowId(name)
                        .workflowType(t -> t.name(Types.NAME).version(Types.WHOLE))
                        .taskList(l -> l.name(name))
                        .lambdaRole(ROLE))
                .runId();
        PollForDecisionTaskResponse task =
                swf.pollForDecisionTask(r -> r.domain(DOMAIN).taskList(l -> l.name(name)));
        swf.respondDecisionTaskCompleted(
                r -> r.taskToken(task.taskToken()).decisions(Decide.function("f", name, "{\"a\":1}", seconds)));
        Runs.Run run = runs.of(name, runId);
        run.await(end);
        assertThat(run.events())
                .extracting(event -> event.eventType())
                .containsSubsequence(
                        EventType.LAMBDA_FUNCTION_SCHEDULED,
                        EventType.LAMBDA_FUNCTION_STARTED,
                        end,
                        EventType.DECISION_TASK_SCHEDULED);
        swf.terminateWorkflowExecution(r -> r.domain(DOMAIN).workflowId(name));
        return run;
    }

    @Test
    void completes() {
        assertThat(called("echo", "60", EventType.LAMBDA_FUNCTION_COMPLETED).of(EventType.LAMBDA_FUNCTION_COMPLETED))
                .extracting(
                        event -> event.lambdaFunctionCompletedEventAttributes().result())
                .containsExactly("{\"a\":1}");
    }

    @Test
    void fails() {
        assertThat(called("broken", "60", EventType.LAMBDA_FUNCTION_FAILED).of(EventType.LAMBDA_FUNCTION_FAILED))
                .extracting(event -> event.lambdaFunctionFailedEventAttributes().reason())
                .containsExactly("Broken");
    }

    @Test
    void timesOut() {
        assertThat(called("slow", "1", EventType.LAMBDA_FUNCTION_TIMED_OUT).of(EventType.LAMBDA_FUNCTION_TIMED_OUT))
                .extracting(
                        event -> event.lambdaFunctionTimedOutEventAttributes().timeoutTypeAsString())
                .containsExactly("START_TO_CLOSE");
    }
}
