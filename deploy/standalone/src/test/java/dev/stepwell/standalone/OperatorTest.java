package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.platform.v1.ListActivityPollersRequest;
import dev.stepwell.contracts.platform.v1.ObservationGrpc;
import dev.stepwell.standalone.operator.Operator;
import dev.stepwell.standalone.stores.Stores;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.SwfException;

/** What operators type, what it prints, and what clients notice of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class OperatorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSES =
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Next\":\"B\"},\"B\":{\"Type\":\"Pass\",\"End\":true}}}";
    private static final String WAITS = """
            {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 3600, "End": true}}}""";

    private Options options;
    private Stores stores;
    private Server server;

    /** What a command printed, and the status it ended with. */
    private record Said(int status, String out, String err) {
        Map<String, String> variables() {
            Map<String, String> variables = new LinkedHashMap<>();
            out.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int equals = line.indexOf('=');
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            });
            return variables;
        }
    }

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        options = OptionsReader.read(
                "--data",
                data.toString(),
                "--cache",
                "target/cache",
                "--http-port",
                "0",
                "--grpc-port",
                "0",
                "--largest-request",
                "33554432");
        stores = Stores.embedded(options.data(), options.cache());
        server = Server.start(options, stores.access());
        server.awaitReady(options);
        Credentials.write(options, server);
    }

    @AfterAll
    void stop() {
        server.close();
        stores.close();
    }

    @Test
    void theOperatorsKeyLiesApartFromWhatClientsTakeIn() throws Exception {
        Path key = options.data().resolve("operator.key");
        assertThat(Files.readString(key)).startsWith("sw_op_");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(options.data().resolve("credentials.env"))).doesNotContain("sw_op_");
    }

    @Test
    void aTenantIsMadeUsedSuspendedResumedAndDeleted() throws Exception {
        Map<String, String> made = done("tenant", "create", "Team B").variables();
        assertThat(made).containsKeys("AWS_ENDPOINT_URL", "AWS_REGION", "STEPWELL_API_KEY", "STEPWELL_GRPC");
        String account = made.get("STEPWELL_ACCOUNT");
        assertThat(done("tenant", "list").out()).contains(account + "  ACTIVE  Team B");
        assertThat(done("tenant", "rename", account, "Team C").out()).contains(account + "  ACTIVE  Team C");

        try (SfnClient client = client(made)) {
            String machine = client.createStateMachine(r -> r.name("m")
                            .roleArn("arn:aws:iam::123456789012:role/r")
                            .definition(WAITS))
                    .stateMachineArn();
            assertThat(machine).contains(":" + account + ":");
            client.startExecution(r -> r.stateMachineArn(machine).name("one"));
            assertThat(done("tenant", "suspend", account).out()).contains("SUSPENDED");
            await().atMost(PATIENCE).untilAsserted(() -> refused("UnrecognizedClientException", client));
            done("tenant", "resume", account);
            await().atMost(PATIENCE).untilAsserted(() -> client.listStateMachines());

            Said unsure = say("tenant", "delete", account);
            assertThat(unsure.status()).isEqualTo(2);
            assertThat(unsure.err()).contains("--yes");
            String progress =
                    done("tenant", "delete", account, "--yes", "--wait").out();
            assertThat(progress).contains("DELETING", "EXECUTIONS").endsWith(account + "  gone\n");
            refused("UnrecognizedClientException", client);
        }
        assertThat(say("tenant", "show", account).status()).isEqualTo(1);
        assertThat(say("tenant", "show", account).err()).startsWith("ResourceNotFound:");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(done("audit", "export", "operators").out())
                                .contains("stepwell:DeleteTenant", account));
        assertThat(done("audit", "verify", "operators").out()).contains("events are right");
    }

    @Test
    void aKeyDoesWhatItIsForAndIsReplacedAndTakenBack() throws Exception {
        Map<String, String> made = done("tenant", "create", "keys").variables();
        String account = made.get("STEPWELL_ACCOUNT");
        String pattern = "arn:aws:states:*:" + account + ":stateMachine:ci-*";
        Map<String, String> narrow = new LinkedHashMap<>(made);
        narrow.putAll(done(
                        "tenant",
                        "keys",
                        "create",
                        account,
                        "--principal",
                        "ci",
                        "--scope=execute",
                        "--resource",
                        pattern,
                        "--network",
                        "127.0.0.0/8")
                .variables());
        String arn = "arn:aws:states:us-east-1:" + account + ":stateMachine:";
        try (SfnClient client = client(narrow)) {
            assertThatThrownBy(() -> client.startExecution(r -> r.stateMachineArn(arn + "ci-1")))
                    .isInstanceOfSatisfying(
                            SfnException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("StateMachineDoesNotExist"));
            assertThatThrownBy(() -> client.startExecution(r -> r.stateMachineArn(arn + "prod")))
                    .isInstanceOfSatisfying(
                            SfnException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
            refused("AccessDeniedException", client);
        }
        String keyId = narrow.get("AWS_ACCESS_KEY_ID");
        Map<String, String> fresh =
                done("tenant", "keys", "rotate", account, keyId).variables();
        assertThat(say("tenant", "keys", "rotate", account, keyId).err()).startsWith("ServiceQuotaExceededException");
        assertThat(done("tenant", "keys", "list", account).out())
                .contains(keyId, fresh.get("AWS_ACCESS_KEY_ID"), "  to " + pattern, "  until ");
        Map<String, String> elsewhere = new LinkedHashMap<>(made);
        elsewhere.putAll(done("tenant", "keys", "create", account, "--network", "192.0.2.0/24")
                .variables());
        try (SfnClient client = client(elsewhere)) {
            refused("AccessDeniedException", client);
        }
    }

    @Test
    void aKeyAsksAsOftenAsItIsLet() throws Exception {
        Map<String, String> made = done("tenant", "create", "rates").variables();
        String account = made.get("STEPWELL_ACCOUNT");
        Map<String, String> slow = new LinkedHashMap<>(made);
        slow.putAll(done("tenant", "keys", "create", account, "--rate", "1", "--burst", "2")
                .variables());
        String keyId = slow.get("AWS_ACCESS_KEY_ID");
        assertThat(done("tenant", "keys", "list", account).out()).contains("  at most 1 a second, 2 at once  ");
        try (SfnClient client = client(slow);
                SfnClient other = client(made)) {
            await().atMost(PATIENCE).untilAsserted(() -> refused("ThrottlingException", client));
            assertThat(listsAreAnswered(other, 20)).isTrue();
            assertThat(done("tenant", "keys", "rate", account, keyId, "--rate", "1000")
                            .out())
                    .contains("  at most 1000 a second, 1000 at once  ");
            await().atMost(PATIENCE).until(() -> listsAreAnswered(client, 20));
            assertThat(done("tenant", "keys", "rate", account, keyId).out()).doesNotContain("at most");
        }
        assertThat(say("tenant", "keys", "create", account, "--burst", "2").err())
                .startsWith("ValidationException");
    }

    @Test
    void aPollEndsWithTheKeyItIsHeldFor() throws Exception {
        Map<String, String> made = done("tenant", "create", "polls").variables();
        try (SfnClient client = client(made)) {
            String activity = client.createActivity(r -> r.name("a")).activityArn();
            CompletableFuture<?> poll = CompletableFuture.supplyAsync(
                    () -> client.getActivityTask(r -> r.activityArn(activity).workerName("patient")));
            await().atMost(PATIENCE).until(() -> isPolled(made, activity));
            done("tenant", "keys", "revoke", made.get("STEPWELL_ACCOUNT"), made.get("AWS_ACCESS_KEY_ID"));
            assertThatThrownBy(poll::join)
                    .cause()
                    .isInstanceOfSatisfying(
                            SfnException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException"));
        }
    }

    /** Whether somebody is known to wait for tasks of an activity. */
    private static boolean isPolled(Map<String, String> keys, String activity) {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + keys.get("STEPWELL_API_KEY"));
        ManagedChannel channel = NettyChannelBuilder.forTarget(keys.get("STEPWELL_GRPC"))
                .usePlaintext()
                .build();
        try {
            return ObservationGrpc.newBlockingStub(channel)
                            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                            .listActivityPollers(ListActivityPollersRequest.newBuilder()
                                    .setActivityArn(activity)
                                    .build())
                            .getPollersCount()
                    > 0;
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void whatWasDoneAndWhatWasRefusedStandsInTheAudit(@TempDir Path folder) throws Exception {
        Map<String, String> made = done("tenant", "create", "audited").variables();
        String account = made.get("STEPWELL_ACCOUNT");
        Map<String, String> reader = new LinkedHashMap<>(made);
        reader.putAll(done("tenant", "keys", "create", account, "--scope", "read", "--principal", "eve")
                .variables());
        try (SfnClient client = client(made);
                SfnClient eve = client(reader)) {
            client.createActivity(r -> r.name("a"));
            assertThatThrownBy(() -> eve.createActivity(r -> r.name("b"))).isInstanceOf(SfnException.class);
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(done("audit", "export", account).out().lines())
                                .hasSize(2));
        List<String> lines =
                new ArrayList<>(done("audit", "export", account).out().lines().toList());
        assertThat(lines.get(0))
                .contains("\"action\":\"states:CreateActivity\"", ":activity:a\"", "\"result\":\"OK\"", "127.0.0.1");
        assertThat(lines.get(1)).contains("\"principal\":\"eve\"", "\"result\":\"AccessDeniedException\"");
        assertThat(done("audit", "verify", account).out()).startsWith("2 events are right");

        Path file = folder.resolve("audit.jsonl");
        Files.write(file, lines);
        assertThat(done("audit", "verify", "--file", file.toString()).out()).startsWith("2 events are right");
        lines.set(0, lines.get(0).replace(":activity:a", ":activity:c"));
        Files.write(file, lines);
        Said tampered = say("audit", "verify", "--file", file.toString());
        assertThat(tampered.status()).isEqualTo(1);
        assertThat(tampered.out()).contains("WRONG: event 1");
    }

    @Test
    void aQuotaIsSetFeltShownAndReset() throws Exception {
        Map<String, String> made = done("tenant", "create", "quotas").variables();
        String account = made.get("STEPWELL_ACCOUNT");
        assertThat(done("tenant", "quota", "list", account).out())
                .startsWith("QUOTA")
                .containsPattern("ListStateMachines +10000 +500 +0 +0 +default")
                .containsPattern("swf.Domains +100 +- +- +- +default");
        for (String quota : List.of("ListStateMachines", "swf.ListDomains")) {
            assertThat(done("tenant", "quota", "set", account, quota, "3", "--refill", "1")
                            .out())
                    .containsPattern(quota + " +3 +1 +0 +0 +operator");
        }
        assertThat(say("tenant", "quota", "set", account, "Shrubs", "3").err()).contains("There is no quota Shrubs");
        try (SfnClient client = client(made);
                SwfClient swf = swf(made)) {
            await().atMost(PATIENCE).untilAsserted(() -> refused("ThrottlingException", client));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> swf.listDomains(r -> r.registrationStatus("REGISTERED")))
                                    .isInstanceOfSatisfying(SwfException.class, OperatorTest::isThrottled));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    done("tenant", "quota", "list", account).out())
                            .containsPattern("ListStateMachines +3 +1 +\\d +[1-9]\\d* +operator")
                            .containsPattern("swf.ListDomains +3 +1 +\\d +[1-9]\\d* +operator"));
            done("tenant", "quota", "reset", account, "ListStateMachines");
            await().atMost(PATIENCE).until(() -> listsAreAnswered(client, 20));
        }
    }

    private static void isThrottled(AwsServiceException refusal) {
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
        assertThat(refusal.statusCode()).isEqualTo(400);
    }

    private static boolean listsAreAnswered(SfnClient client, int times) {
        try {
            for (int i = 0; i < times; i++) {
                client.listStateMachines();
            }
            return true;
        } catch (SfnException e) {
            isThrottled(e);
            return false;
        }
    }

    @Test
    void whatOnlyTheExecutionPlaneCanTellIsHeldToItsQuotas() throws Exception {
        Map<String, String> made = done("tenant", "create", "starts").variables();
        String account = made.get("STEPWELL_ACCOUNT");
        done("tenant", "quota", "set", account, "OpenExecutions", "3");
        try (SfnClient client = client(made)) {
            String machine = client.createStateMachine(r -> r.name("m")
                            .roleArn("arn:aws:iam::123456789012:role/r")
                            .definition(WAITS))
                    .stateMachineArn();
            await().atMost(PATIENCE).until(() -> startsUntil("ExecutionLimitExceeded", client, machine));
            done("tenant", "quota", "set", account, "StartExecution", "1", "--refill", "1");
            await().atMost(PATIENCE).until(() -> startsUntil("ThrottlingException", client, machine));
        }
    }

    /** Three megabytes go in, through two states and out again, for a tenant who may have them and for nobody else. */
    @Test
    void payloadsAreAsLongAsTheTenantMayHaveThem() throws Exception {
        Map<String, String> made = done("tenant", "create", "long").variables();
        String input = "{\"text\":\"" + "x".repeat(3_000_000) + "\"}";
        try (SfnClient client = client(made)) {
            String machine = client.createStateMachine(r -> r.name("m")
                            .roleArn("arn:aws:iam::123456789012:role/r")
                            .definition(PASSES))
                    .stateMachineArn();
            assertThatThrownBy(() -> client.startExecution(
                            r -> r.stateMachineArn(machine).input(input)))
                    .isInstanceOfSatisfying(
                            SfnException.class,
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("RequestEntityTooLargeException"));
            done("tenant", "quota", "set", made.get("STEPWELL_ACCOUNT"), "PayloadBytes", "16777216");
            await().atMost(PATIENCE).until(() -> isPassedOn(client, machine, input));
        }
    }

    private static boolean isPassedOn(SfnClient client, String machine, String input) {
        try {
            String execution = client.startExecution(
                            r -> r.stateMachineArn(machine).input(input))
                    .executionArn();
            return input.equals(
                    client.describeExecution(r -> r.executionArn(execution)).output());
        } catch (SfnException e) { // not in force everywhere yet
            return false;
        }
    }

    private static boolean startsUntil(String error, SfnClient client, String machine) {
        try {
            client.startExecution(r -> r.stateMachineArn(machine));
            return false;
        } catch (SfnException e) {
            return e.awsErrorDetails().errorCode().equals(error);
        }
    }

    @Test
    void aWrongLineIsToldSo() throws Exception {
        for (String[] line : new String[][] {
            {},
            {"tenant"},
            {"tenant", "paint"},
            {"tenant", "create"},
            {"tenant", "list", "--colour", "red"},
            {"tenant", "list", "more"},
            {"shrubbery", "list"},
            {"tenant", "keys", "create", "1", "--expires", "soon"},
            {"tenant", "quota"},
            {"tenant", "quota", "set", "1", "StopExecution", "many"}
        }) {
            assertThat(say(line).status()).as(List.of(line).toString()).isEqualTo(2);
        }
    }

    private static void refused(String error, SfnClient client) {
        assertThatThrownBy(client::listStateMachines)
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(error));
    }

    private Said done(String... line) throws InterruptedException {
        Said said = say(line);
        assertThat(said.status()).as(said.err()).isZero();
        return said;
    }

    private Said say(String... line) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of(line));
        if (!words.contains("--file")) {
            words.add("--data");
            words.add(options.data().toString());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Operator.run(
                words,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static SwfClient swf(Map<String, String> keys) {
        return SwfClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(URI.create(keys.get("AWS_ENDPOINT_URL")))
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials(keys))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static StaticCredentialsProvider credentials(Map<String, String> keys) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(keys.get("AWS_ACCESS_KEY_ID"), keys.get("AWS_SECRET_ACCESS_KEY")));
    }

    private static SfnClient client(Map<String, String> keys) {
        return SfnClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(Duration.ofSeconds(70)))
                .endpointOverride(URI.create(keys.get("AWS_ENDPOINT_URL")))
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials(keys))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
