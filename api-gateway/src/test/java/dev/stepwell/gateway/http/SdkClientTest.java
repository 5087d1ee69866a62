package dev.stepwell.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryResponse;
import dev.stepwell.contracts.sfn.v1.StateVariables;
import dev.stepwell.contracts.swf.v1.PollForActivityTaskResponse;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.upstream.ScriptedPlane;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.KmsInvalidStateException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.Tag;
import software.amazon.awssdk.services.sfn.model.ValidationException;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.UnknownResourceException;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** AWS's own client for Java, unmodified, against the gateway. */
@MicronautTest
@NullUnmarked
class SdkClientTest {
    @Inject
    EmbeddedServer server;

    @Inject
    ScriptedPlane plane;

    private SfnClient client;

    @BeforeEach
    void fresh() {
        plane.reset();
        client = client(TestHouse.SECRET, Region.EU_WEST_1);
    }

    @Test
    void aRequestArrivesWholeWithItsCaller() {
        plane.on(
                "CreateStateMachine",
                request -> CreateStateMachineResponse.newBuilder()
                        .setStateMachineArn("arn:m")
                        .setCreationDate(
                                Timestamp.newBuilder().setSeconds(1_700_000_000).setNanos(123_000_000))
                        .build());
        var answer = client.createStateMachine(r -> r.name("näme")
                .definition("{\"StartAt\": \"Ü\"}")
                .roleArn("arn:role")
                .publish(true)
                .loggingConfiguration(l -> l.destinations(List.of()))
                .tags(Tag.builder().key("k").value("").build()));
        assertThat(answer.stateMachineArn()).isEqualTo("arn:m");
        assertThat(answer.creationDate()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
        assertThat(answer.stateMachineVersionArn()).isNull();

        CreateStateMachineRequest request =
                (CreateStateMachineRequest) plane.last().request();
        assertThat(request.getName()).isEqualTo("näme");
        assertThat(request.getDefinition()).isEqualTo("{\"StartAt\": \"Ü\"}");
        assertThat(request.hasType()).isFalse();
        assertThat(request.getPublish()).isTrue();
        assertThat(request.getLoggingConfiguration().hasDestinations()).isTrue();
        assertThat(request.getTags(0).hasValue()).isTrue();
        assertThat(plane.last().virtualThread()).isTrue();
        assertThat(plane.last().caller().tenant()).isEqualTo(TestHouse.TENANT);
        assertThat(plane.last().caller().account()).isEqualTo(TestHouse.ACCOUNT);
        assertThat(plane.last().caller().region().value()).isEqualTo("eu-west-1");
        assertThat(plane.last().caller().principal()).isEqualTo(TestHouse.KEY_ID);
        assertThat(plane.last().caller().requestId())
                .isEqualTo(answer.responseMetadata().requestId());
    }

    @Test
    void anAnswerArrivesWhole() {
        plane.on(
                "DescribeStateMachine",
                request -> DescribeStateMachineResponse.newBuilder()
                        .setName("n")
                        .addVariableReferences(
                                StateVariables.newBuilder().setState("S").addVariables("x"))
                        .build());
        plane.on("GetExecutionHistory", request -> {
            GetExecutionHistoryResponse.Builder history = GetExecutionHistoryResponse.newBuilder();
            history.addEventsBuilder()
                    .setId(1)
                    .setPreviousEventId(0)
                    .setType("ExecutionStarted")
                    .setTimestamp(Timestamp.newBuilder().setSeconds(1))
                    .getExecutionStartedEventDetailsBuilder()
                    .setInput("{\"a\":\"\u0000\"}");
            return history.build();
        });
        var machine = client.describeStateMachine(
                DescribeStateMachineRequest.builder().stateMachineArn("arn").build());
        assertThat(machine.variableReferences()).isEqualTo(Map.of("S", List.of("x")));
        var history = client.getExecutionHistory(r -> r.executionArn("arn"));
        assertThat(history.events()).hasSize(1);
        assertThat(history.events().getFirst().previousEventId()).isZero();
        assertThat(history.events().getFirst().executionStartedEventDetails().input())
                .isEqualTo("{\"a\":\"\u0000\"}");
        assertThat(history.nextToken()).isNull();
    }

    @Test
    void emptyAnswersAreWhatClientsExpect() {
        assertThat(client.getActivityTask(r -> r.activityArn("arn")).taskToken())
                .isNull();
        assertThat(client.listStateMachines().hasStateMachines()).isTrue();
        client.deleteStateMachine(r -> r.stateMachineArn("arn"));
        client.sendTaskHeartbeat(r -> r.taskToken("t"));
        client.startSyncExecution(r -> r.stateMachineArn("arn"));
        assertThat(plane.asked()).extracting(ScriptedPlane.Asked::operation).contains("StartSyncExecution");
    }

    @Test
    void everyOperationIsReachable() throws Exception {
        reachAll("AWSStepFunctions", SfnClient.class, client);
    }

    @Test
    void everyOperationOfSwfIsReachable() throws Exception {
        reachAll("SimpleWorkflowService", SwfClient.class, swf());
    }

    private <C> void reachAll(String target, Class<C> type, C asked) throws Exception {
        for (Operation operation : Services.ofTheContract().all()) {
            if (!operation.service().getTargetPrefix().equals(target)) {
                continue;
            }
            String method = Character.toLowerCase(operation.name().charAt(0))
                    + operation.name().substring(1);
            Class<?> shape = Class.forName(type.getPackageName() + ".model." + operation.name() + "Request");
            Object request = ((SdkBuilder<?, ?>) shape.getMethod("builder").invoke(null)).build();
            try {
                type.getMethod(method, shape).invoke(asked, request);
                assertThat(plane.last().operation()).isEqualTo(operation.action());
            } catch (java.lang.reflect.InvocationTargetException e) {
                assertThat(e.getCause()).isInstanceOf(AwsServiceException.class);
                assertThat(e.getCause().getMessage()).contains("Member must not be null");
            }
        }
    }

    @Test
    void anIdlePollHasNoToken() {
        plane.on(
                "swf.PollForActivityTask",
                any -> PollForActivityTaskResponse.newBuilder()
                        .setStartedEventId(0)
                        .build());
        var task = swf().pollForActivityTask(r -> r.domain("d").taskList(l -> l.name("l")));
        assertThat(task.taskToken()).isNull();
        assertThat(task.startedEventId()).isZero();
    }

    @Test
    void faultsOfSwfArriveAsTheirClasses() {
        plane.on("swf.DescribeDomain", request -> {
            throw new Fault("UnknownResourceFault", "Unknown domain: d");
        });
        UnknownResourceException unknown =
                catchThrowableOfType(UnknownResourceException.class, () -> swf().describeDomain(r -> r.name("d")));
        assertThat(unknown.awsErrorDetails().errorMessage()).isEqualTo("Unknown domain: d");
        assertThat(unknown.awsErrorDetails().errorCode()).isEqualTo("UnknownResourceFault");
    }

    private SwfClient swf() {
        return SwfClient.builder()
                .endpointOverride(URI.create("http://localhost:" + server.getPort()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(TestHouse.KEY_ID, TestHouse.SECRET)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD).retryStrategy(s -> s.maxAttempts(1)))
                .build();
    }

    @Test
    void faultsArriveAsTheirClasses() {
        plane.on("CreateActivity", request -> {
            throw new Fault("InvalidName", "Invalid Name: 'a b'");
        });
        InvalidNameException invalid =
                catchThrowableOfType(InvalidNameException.class, () -> client.createActivity(r -> r.name("a b")));
        assertThat(invalid.awsErrorDetails().errorMessage()).isEqualTo("Invalid Name: 'a b'");
        assertThat(invalid.awsErrorDetails().errorCode()).isEqualTo("InvalidName");
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(invalid.requestId()).isEqualTo(plane.last().caller().requestId());

        plane.on("CreateActivity", request -> {
            throw new Fault("KmsInvalidStateException", "disabled", Map.of("kmsKeyState", "DISABLED"));
        });
        assertThat(catchThrowableOfType(KmsInvalidStateException.class, () -> client.createActivity(r -> r.name("a")))
                        .kmsKeyStateAsString())
                .isEqualTo("DISABLED");
    }

    @Test
    void brokenRulesAreRefusedBeforeThePlane() {
        ValidationException refusal = catchThrowableOfType(
                ValidationException.class,
                () -> client.listActivities(r -> r.maxResults(1001).nextToken("")));
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("2 validation errors detected: Value '1001' at 'maxResults' failed to satisfy constraint:"
                        + " Member must have value less than or equal to 1000; Value '' at 'nextToken' failed to satisfy"
                        + " constraint: Member must have length greater than or equal to 1");
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void aDefectTellsNothing() {
        plane.on("ListActivities", request -> {
            throw new IllegalStateException("secret of the house");
        });
        SfnException failure = catchThrowableOfType(SfnException.class, () -> client.listActivities());
        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("InternalFailure");
        assertThat(failure.awsErrorDetails().rawResponse().asUtf8String())
                .doesNotContain("secret", "Exception", ".java");
    }

    @Test
    void aWrongSecretOrRegionIsRefused() {
        SfnException secret = catchThrowableOfType(
                SfnException.class, () -> client("wrong", Region.EU_WEST_1).listActivities());
        assertThat(secret.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
        SfnException region = catchThrowableOfType(
                SfnException.class,
                () -> client(TestHouse.SECRET, Region.US_EAST_1).listActivities());
        assertThat(region.awsErrorDetails().errorMessage())
                .isEqualTo("Credential should be scoped to a valid region. ");
        assertThat(plane.asked()).isEmpty();
    }

    private SfnClient client(String secret, Region region) {
        return SfnClient.builder()
                .endpointOverride(URI.create("http://localhost:" + server.getPort()))
                .region(region)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(TestHouse.KEY_ID, secret)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD)
                        .retryStrategy(s -> s.maxAttempts(1))
                        .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
                .build();
    }
}
