package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.control.sealing.MasterKeyFile;
import dev.stepwell.standalone.operator.Operator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The master key of processes that share the work is replaced while they work, and nobody notices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class MasterKeyRotationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path data;
    private Installation installation;
    private List<Server> servers;
    private SfnClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        data = folder;
        installation = new Installation(folder);
        Server control = installation.start(Role.CONTROL);
        Server execution = installation.start(Role.EXECUTION);
        Server gateway = installation.start(Role.GATEWAY);
        gateway.awaitReady(installation.options(Role.GATEWAY));
        servers = List.of(gateway, execution, control);
        client = installation.client(gateway);
    }

    @AfterAll
    void stop() {
        client.close();
        servers.forEach(Server::close);
        installation.close();
    }

    @Test
    void nobodyIsRefusedMeanwhileAndOldTokensStayGood() throws Exception {
        String activity = client.createActivity(r -> r.name("work")).activityArn();
        client.createActivity(r -> r.name("work2"));
        String page = client.listActivities(r -> r.maxResults(1)).nextToken();
        String machine = client.createStateMachine(r -> r.name("m")
                        .roleArn("arn:aws:iam::123456789012:role/any")
                        .definition("{\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", \"Resource\": \""
                                + activity + "\", \"End\": true}}}"))
                .stateMachineArn();
        String old = client.startExecution(r -> r.stateMachineArn(machine)).executionArn();
        String executions =
                client.startExecution(r -> r.stateMachineArn(machine)).executionArn();
        String executionPage = client.listExecutions(
                        r -> r.stateMachineArn(machine).maxResults(1))
                .nextToken();
        String token = client.getActivityTask(r -> r.activityArn(activity)).taskToken();
        makeWebhook();
        assertThat(SealedColumns.underOtherKeys(installation, masterKey(1))).isEmpty();

        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> asking = CompletableFuture.supplyAsync(() -> askUntil(done));
        assertThat(operator(
                        "master-key",
                        "rotate",
                        "--master-key",
                        data.resolve("shared.key").toString(),
                        "--in",
                        "4"))
                .contains("Master key 2 seals from");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status()).anyMatch(line -> line.matches("2 .* seals .* [1-9][0-9]*")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status()).anyMatch(line -> line.matches("1 .* opens .* 0")));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(SealedColumns.underOtherKeys(installation, masterKey(2)))
                        .isEmpty());
        client.sendTaskSuccess(r -> r.taskToken(token).output("{}"));
        String fresh = client.startExecution(r -> r.stateMachineArn(machine)).executionArn();
        for (int i = 0; i < 2; i++) {
            String next = client.getActivityTask(r -> r.activityArn(activity)).taskToken();
            client.sendTaskSuccess(r -> r.taskToken(next).output("{}"));
        }
        for (String each : List.of(old, executions, fresh)) {
            await().atMost(PATIENCE)
                    .until(() ->
                            client.describeExecution(r -> r.executionArn(each)).status() == ExecutionStatus.SUCCEEDED);
        }
        assertThat(client.listActivities(r -> r.maxResults(1).nextToken(page)).activities())
                .hasSize(1);
        assertThat(client.listExecutions(
                                r -> r.stateMachineArn(machine).maxResults(1).nextToken(executionPage))
                        .executions())
                .hasSize(1);
        done.set(true);
        assertThat(asking.get()).isPositive();
    }

    /** A new column of bytes has its line in the list: sealed under the master key or under something else, hashed or plain. */
    @Test
    void itIsKnownWhatIsSealed() throws Exception {
        assertThat(SealedColumns.ofTheDatabase(installation))
                .containsExactlyInAnyOrderElementsOf(SealedColumns.known());
    }

    private MasterKey masterKey(int number) throws Exception {
        return MasterKeyFile.open(data.resolve("shared.key")).read().stream()
                .filter(entry -> entry.number() == number)
                .findFirst()
                .orElseThrow()
                .key();
    }

    private void makeWebhook() throws Exception {
        assertThat(asked("/v1/webhooks", "{\"url\": \"http://127.0.0.1:9/\"}")).isEqualTo(200);
    }

    private int asked(String path, String body) throws Exception {
        return installation
                .send(installation
                        .rest(servers.getFirst(), path)
                        .header("Authorization", "Bearer " + installation.credential("STEPWELL_API_KEY"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    /** Asks all three processes without a break; a refusal is thrown. How often it asked. */
    private int askUntil(AtomicBoolean done) {
        int asked = 0;
        while (!done.get()) {
            client.listStateMachines(r -> r.maxResults(1));
            String machine =
                    client.listStateMachines().stateMachines().getFirst().stateMachineArn();
            client.listExecutions(r -> r.stateMachineArn(machine));
            asked++;
        }
        return asked;
    }

    private List<String> status() throws Exception {
        return operator(
                        "master-key",
                        "status",
                        "--data",
                        data.resolve("gateway").toString(),
                        "--operator-key",
                        data.resolve("control/operator.key").toString())
                .lines()
                .toList();
    }

    private static String operator(String... line) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Operator.run(
                List.of(line),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
