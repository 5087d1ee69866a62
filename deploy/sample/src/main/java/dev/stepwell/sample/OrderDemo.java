package dev.stepwell.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;

/** Sends one order through the shop and tells what happened; ends with status 0 only when it SUCCEEDED. */
public final class OrderDemo {
    private static final String MACHINE = "order-processing";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final String ORDER = """
            {"order": {"customer": "Ada", "card": "4000-0000", "items": [
              {"article": "kettle", "price": 40, "quantity": 1},
              {"article": "teapot", "price": 35, "quantity": 2},
              {"article": "samovar", "price": 950, "quantity": 1}]}}""";

    private final SfnClient sfn;
    private final String region;
    private final String account;

    private OrderDemo(SfnClient sfn, String region, String account) {
        this.sfn = sfn;
        this.region = region;
        this.account = account;
    }

    /** Takes region and account from the environment that {@code credentials.env} sets, as the SDK takes endpoint and keys. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (SfnClient sfn = SfnClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .build()) {
            OrderDemo demo = new OrderDemo(sfn, variable("AWS_DEFAULT_REGION"), variable("STEPWELL_ACCOUNT"));
            System.exit(demo.run() ? 0 : 1);
        }
    }

    private boolean run() throws IOException, InterruptedException {
        String machine = machine();
        String execution = sfn.startExecution(request -> request.stateMachineArn(machine)
                        .name("order-" + Instant.now().toEpochMilli())
                        .input(ORDER))
                .executionArn();
        System.out.println("started " + execution + "\n");
        DescribeExecutionResponse end = end(execution);
        List<HistoryEvent> events =
                sfn.getExecutionHistoryPaginator(request -> request.executionArn(execution)).events().stream()
                        .toList();
        System.out.print(Timeline.text(events));
        System.out.println("\n" + end.statusAsString() + (end.output() == null ? "" : " with " + end.output()));
        return end.status() == ExecutionStatus.SUCCEEDED;
    }

    /** Creates the state machine, or brings an older one up to date. */
    private String machine() throws IOException {
        String definition = definition();
        String role = "arn:aws:iam::" + account + ":role/order-processing";
        try {
            return sfn.createStateMachine(request ->
                            request.name(MACHINE).definition(definition).roleArn(role))
                    .stateMachineArn();
        } catch (StateMachineAlreadyExistsException e) {
            String arn = "arn:aws:states:" + region + ":" + account + ":stateMachine:" + MACHINE;
            sfn.updateStateMachine(request -> request.stateMachineArn(arn).definition(definition));
            return arn;
        }
    }

    private DescribeExecutionResponse end(String execution) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            DescribeExecutionResponse now = sfn.describeExecution(request -> request.executionArn(execution));
            if (now.status() != ExecutionStatus.RUNNING || Instant.now().isAfter(deadline)) {
                return now;
            }
            Thread.sleep(PAUSE);
        }
    }

    private String definition() throws IOException {
        try (InputStream in = OrderDemo.class.getResourceAsStream(MACHINE + ".asl.json")) {
            if (in == null) {
                throw new IOException("the definition is not packed with the sample");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${region}", region)
                    .replace("${account}", account);
        }
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null) {
            System.err.println(name + " is not set: take in credentials.env first, or run deploy/demo");
            System.exit(2);
        }
        return String.valueOf(value);
    }
}
