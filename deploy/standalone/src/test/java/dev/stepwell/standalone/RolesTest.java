package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.ListActivitiesRequest;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc;
import dev.stepwell.contracts.wire.Processes;
import dev.stepwell.control.ControlPlane;
import dev.stepwell.control.access.Scopes;
import dev.stepwell.control.access.SigningPair;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/** A gateway, a control plane and an execution node, each a process of its own, as clients see them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/any";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Installation installation;
    private Server gateway;
    private Server control;
    private Server execution;
    private SfnClient client;

    /** The gateway first: it waits for the others, and says for which. */
    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        installation = new Installation(data);
        gateway = installation.start(Role.GATEWAY);
        CompletableFuture<Void> ready = CompletableFuture.runAsync(this::awaitGateway, Thread::startVirtualThread);
        assertThat(installation.health(gateway).statusCode()).isEqualTo(503);
        assertThat(installation.health(gateway).body())
                .contains("\"control\":\"no process is known\"", "\"execution\":");
        control = installation.start(Role.CONTROL);
        assertThat(ready).isNotDone();
        execution = installation.start(Role.EXECUTION);
        ready.join();
        assertThat(installation.health(gateway).statusCode()).isEqualTo(200);
        client = installation.client(gateway);
    }

    private void awaitGateway() {
        try {
            gateway.awaitReady(installation.options(Role.GATEWAY));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
        control.close();
        execution.close();
        installation.close();
    }

    @Test
    void aTaskIsDoneThroughAllThree() {
        String activity = client.createActivity(r -> r.name("pack")).activityArn();
        String machine = machine("packing", """
                {"StartAt": "Pack", "States": {"Pack": {"Type": "Task", "Resource": "%s", "End": true}}}""".formatted(activity));
        String run = client.startExecution(
                        r -> r.stateMachineArn(machine).name("one").input("{\"a\": 1}"))
                .executionArn();
        GetActivityTaskResponse task = client.getActivityTask(r -> r.activityArn(activity));
        assertThat(task.input()).isEqualTo("{\"a\": 1}");
        client.sendTaskSuccess(r -> r.taskToken(task.taskToken()).output("2"));
        assertThat(end(run).output()).isEqualTo("2");
        assertThat(client.getExecutionHistory(r -> r.executionArn(run)).events())
                .extracting(event -> event.type())
                .contains(HistoryEventType.ACTIVITY_SUCCEEDED)
                .endsWith(HistoryEventType.EXECUTION_SUCCEEDED);
    }

    @Test
    void anExecutionAsksTheServiceItself() {
        String machine = machine("asking", """
                {"StartAt": "A", "States": {"A": {"Type": "Task", "End": true,
                  "Resource": "arn:aws:states:::aws-sdk:sfn:createActivity", "Parameters": {"Name": "by-itself"}}}}""");
        String run = client.startExecution(r -> r.stateMachineArn(machine)).executionArn();
        assertThat(end(run).output()).contains(":activity:by-itself");
    }

    @Test
    void aDeletedMachineGoesWhenNothingOfItRuns() {
        String machine = machine("short", """
                {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}""");
        end(client.startExecution(r -> r.stateMachineArn(machine)).executionArn());
        client.deleteStateMachine(r -> r.stateMachineArn(machine));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThatThrownBy(() -> client.describeStateMachine(r -> r.stateMachineArn(machine)))
                                .isInstanceOf(StateMachineDoesNotExistException.class));
    }

    @Test
    void whatTheGatewayNotedIsTakenDownByControl() throws Exception {
        String made = client.createActivity(r -> r.name("noted")).activityArn();
        ControlPlane plane = control.control().orElseThrow();
        Caller asker = Processes.asking("test");
        String keyId = installation.credential("AWS_ACCESS_KEY_ID");
        TenantId tenant = plane.tenants()
                .find(new AccountId(installation.credential("STEPWELL_ACCOUNT")))
                .orElseThrow()
                .id();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(plane.audit()
                                .list(tenant, asker, 1000, Optional.empty())
                                .items())
                        .anyMatch(event -> event.entry().resource().equals(made)
                                && event.entry().keyId().equals(keyId)));
    }

    @Test
    void aRevokedKeyIsOutForGood() {
        ControlPlane plane = control.control().orElseThrow();
        TenantId tenant = plane.tenants().create("guest").id();
        SigningPair pair = plane.issuer().issueSigning(tenant, Scopes.ALL);
        try (SfnClient guest = installation.client(gateway, pair.accessKeyId(), pair.secretAccessKey())) {
            assertThat(guest.listActivities().activities()).isEmpty();
            plane.issuer().revoke(tenant, pair.accessKeyId());
            await().atMost(PATIENCE)
                    .until(() -> refusal(() -> guest.listActivities()).equals("400 UnrecognizedClientException"));
        }
    }

    @Test
    void aBearerKeyIsKnownAsWell() throws Exception {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + installation.credential("STEPWELL_API_KEY"));
        ManagedChannel channel = NettyChannelBuilder.forAddress(gateway.grpc().orElseThrow())
                .usePlaintext()
                .build();
        try {
            var stub = StepFunctionsGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
            assertThat(stub.listActivities(ListActivitiesRequest.getDefaultInstance()))
                    .isNotNull();
        } finally {
            channel.shutdownNow();
        }
    }

    /** What the console does: signs in, watches, starts, sees it happen, signs out. */
    @Test
    void aBrowserSignsInAndWatchesThroughAllThree() throws Exception {
        String machine = machine("watched", """
                {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}""");
        String own = "http://127.0.0.1:" + gateway.http().getPort();
        HttpResponse<String> opened = installation.send(installation
                .rest(gateway, "/v1/session")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"apiKey\":\"" + installation.credential("STEPWELL_API_KEY") + "\"}")));
        String cookie = opened.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
        String csrf = opened.body().replaceFirst(".*\"csrfToken\":\"([^\"]+)\".*", "$1");
        String path = "/v1/stateMachines/" + URLEncoder.encode(machine, StandardCharsets.UTF_8) + "/executions";
        try (Stream<String> lines = installation.lines(
                installation.rest(gateway, "/v1/executions:watch?name=seen").header("Cookie", cookie))) {
            Iterator<String> told = lines.iterator();
            assertThat(told.next()).startsWith("id: ");
            HttpRequest.Builder start = installation
                    .rest(gateway, path)
                    .header("Cookie", cookie)
                    .header("Origin", own)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"seen\"}"));
            assertThat(installation.send(start.copy()).statusCode()).isEqualTo(403);
            assertThat(installation.send(start.header("X-CSRF-Token", csrf)).statusCode())
                    .isEqualTo(200);
            String line = told.next();
            while (!line.startsWith("data: {") || !line.contains("\"status\":\"SUCCEEDED\"")) {
                line = told.next();
            }
            assertThat(line).contains("\"name\":\"seen\"");
        }
        HttpResponse<String> closed = installation.send(installation
                .rest(gateway, "/v1/session")
                .header("Cookie", cookie)
                .header("Origin", own)
                .header("X-CSRF-Token", csrf)
                .DELETE());
        assertThat(closed.statusCode()).isEqualTo(200);
        assertThat(installation
                        .send(installation.rest(gateway, "/v1/session").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/*", "application/json", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})
    void healthIsToldWhateverTheClientTakes(String accepted) throws Exception {
        assertThat(installation.health(gateway, accepted).statusCode()).isEqualTo(200);
        assertThat(installation.health(gateway, accepted).body())
                .startsWith("{")
                .contains("\"status\":\"UP\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT FROM control.tenant",
                "SELECT FROM control.credential",
                "SELECT FROM control.session",
                "SELECT control.tenant_of_account('123456789012')",
                "SELECT FROM control.state_machine",
                "SELECT FROM execution.execution",
                "SELECT FROM execution.payload",
                "SELECT FROM execution.node",
                "SET ROLE sw_control",
                "SET ROLE sw_engine",
                "SET ROLE sw_cluster",
                "DELETE FROM cluster.process",
                "INSERT INTO cluster.process VALUES ('me', 'control', '10.0.0.1:1', now() + interval '1 day')"
            })
    void theGatewaysLoginMayOnlyLookAround(String statement) throws Exception {
        Installation.sql(installation.gatewayLogin(), "SELECT FROM cluster.process");
        SQLException refused = catchThrowableOfType(
                SQLException.class, () -> Installation.sql(installation.gatewayLogin(), statement));
        assertThat(refused.getSQLState()).isEqualTo("42501");
    }

    @Test
    void withoutControlWhatRunsGoesOnAndWhatIsAskedIsRefusedForNow() throws Exception {
        String machine = machine("waiting", """
                {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 2, "End": true}}}""");
        String run = client.startExecution(r -> r.stateMachineArn(machine)).executionArn();
        control.close();
        assertThat(refusal(() -> machine("another", "{}"))).isEqualTo("503 ServiceUnavailable");
        // Whose the key is was remembered, and is forgotten after four seconds: then nobody is let in.
        await().atMost(PATIENCE)
                .until(() -> refusal(() -> client.describeExecution(r -> r.executionArn(run)))
                        .equals("503 ServiceUnavailable"));
        assertThat(installation.health(gateway).statusCode()).isEqualTo(503);
        assertThat(installation.health(gateway).body()).contains("\"missing\":{\"control\":\"no process");
        assertThat(installation.health(execution).statusCode()).isEqualTo(200);
        assertThat(installation.health(execution).body()).contains("\"missing\":{\"control\":\"no process");
        await().atMost(PATIENCE).until(() -> installation.running() == 0);

        control = installation.start(Role.CONTROL);
        gateway.awaitReady(installation.options(Role.GATEWAY));
        assertThat(end(run).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void aGatewayThatWaitedInVainSaysForWhat() throws Exception {
        control.close();
        Options hasty = installation.options(Role.GATEWAY, "--patience", "1");
        assertThatThrownBy(() -> gateway.awaitReady(hasty))
                .hasMessageContaining("after 1 s the control plane is missing (no process")
                .hasMessageContaining("--role");
        control = installation.start(Role.CONTROL);
        gateway.awaitReady(installation.options(Role.GATEWAY));
    }

    private String machine(String name, String definition) {
        return client.createStateMachine(r -> r.name(name).roleArn(ROLE).definition(definition))
                .stateMachineArn();
    }

    private DescribeExecutionResponse end(String run) {
        return await().atMost(PATIENCE)
                .until(
                        () -> client.describeExecution(r -> r.executionArn(run)),
                        described -> described.status() == ExecutionStatus.SUCCEEDED);
    }

    /** Status and name of the refusal. */
    private static String refusal(Runnable call) {
        return Optional.ofNullable(catchThrowableOfType(SfnException.class, call::run))
                .map(e -> e.statusCode() + " " + e.awsErrorDetails().errorCode())
                .orElse("none");
    }
}
