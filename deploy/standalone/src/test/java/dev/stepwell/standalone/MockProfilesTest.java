package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stepwell.standalone.folder.CredentialsFile;
import dev.stepwell.standalone.stores.Stores;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/** A team's mock configuration file, used as it is: brought in over REST, its test cases started by AWS's own client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MockProfilesTest {
    /** The example of the developer guide. */
    private static final String FILE = """
            {"StateMachines": {"LambdaSQSIntegration": {"TestCases": {
               "HappyPath": {"LambdaState": "MockedLambdaSuccess", "SQSState": "MockedSQSSuccess"},
               "RetryPath": {"LambdaState": "MockedLambdaRetry", "SQSState": "MockedSQSSuccess"},
               "HybridPath": {"LambdaState": "MockedLambdaSuccess"}}}},
             "MockedResponses": {
               "MockedLambdaSuccess": {"0": {"Return": {"StatusCode": 200, "Payload": {"StatusCode": 200, "body": "Hello from Lambda!"}}}},
               "LambdaMockedResourceNotReady": {"0": {"Throw": {"Error": "Lambda.ResourceNotReadyException", "Cause": "not ready."}}},
               "MockedSQSSuccess": {"0": {"Return": {"MD5OfMessageBody": "3bcb6e8e-7h85", "MessageId": "3bcb6e8e-8b51"}}},
               "MockedLambdaRetry": {
                 "0": {"Throw": {"Error": "Lambda.ResourceNotReadyException", "Cause": "Lambda resource is not ready."}},
                 "1-2": {"Throw": {"Error": "Lambda.TimeoutException", "Cause": "Lambda timed out."}},
                 "3": {"Return": {"StatusCode": 200, "Payload": {"StatusCode": 200, "body": "Hello from Lambda!"}}}}}}""";

    private static final String DEFINITION = """
            {"StartAt": "LambdaState", "States": {
              "LambdaState": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                "Parameters": {"Payload.$": "$", "FunctionName": "HelloWorldFunction"},
                "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 1}], "Next": "SQSState"},
              "SQSState": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
                "Parameters": {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/q", "MessageBody.$": "$"}, "End": true}}}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private Map<String, String> credentials = Map.of();
    private Stores stores;
    private Server server;
    private SfnClient client;
    private String machine;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        Options options = OptionsReader.read(
                "--data", data.toString(), "--cache", "target/cache", "--http-port", "0", "--grpc-port", "0");
        stores = Stores.embedded(options.data(), options.cache());
        server = Server.start(options, stores.access());
        server.awaitReady(options);
        Credentials.write(options, server);
        credentials = new CredentialsFile(options.data()).read();
        client = SfnClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(Duration.ofSeconds(70)))
                .endpointOverride(URI.create(credential("AWS_ENDPOINT_URL")))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        credential("AWS_ACCESS_KEY_ID"), credential("AWS_SECRET_ACCESS_KEY"))))
                .build();
        machine = client.createStateMachine(r -> r.name("LambdaSQSIntegration")
                        .definition(DEFINITION)
                        .roleArn("arn:aws:iam::123456789012:role/any"))
                .stateMachineArn();
        HttpResponse<String> put = ask("POST", "", "{\"mockConfig\":" + quoted(FILE) + "}");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        assertThat(put.body()).isEqualTo("{\"profileNames\":[\"HappyPath\",\"RetryPath\",\"HybridPath\"]}");
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
        stores.close();
    }

    private HttpResponse<String> ask(String method, String profile, String body) throws Exception {
        String path =
                "/v1/stateMachines/" + URLEncoder.encode(machine, StandardCharsets.UTF_8) + "/mockProfiles" + profile;
        return http.send(
                HttpRequest.newBuilder(URI.create(credential("STEPWELL_ENDPOINT") + path))
                        .header("Authorization", "Bearer " + credential("STEPWELL_API_KEY"))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String credential(String name) {
        return Objects.requireNonNull(credentials.get(name), name);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private DescribeExecutionResponse run(String testCase) {
        String arn = client.startExecution(
                        r -> r.stateMachineArn(machine + "#" + testCase).input("{\"a\":1}"))
                .executionArn();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.describeExecution(r -> r.executionArn(arn)).status() != ExecutionStatus.RUNNING);
        return client.describeExecution(r -> r.executionArn(arn));
    }

    @Test
    void aTestCaseIsStartedByAwssOwnClient() {
        DescribeExecutionResponse end = run("RetryPath");
        assertThat(end.status()).as("%s", end).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(end.stateMachineArn()).isEqualTo(machine);
        assertThat(end.output()).isEqualTo("{\"MD5OfMessageBody\":\"3bcb6e8e-7h85\",\"MessageId\":\"3bcb6e8e-8b51\"}");
        assertThat(client.getExecutionHistory(r -> r.executionArn(end.executionArn())).events().stream()
                        .map(HistoryEvent::typeAsString)
                        .filter("TaskFailed"::equals))
                .hasSize(3);
    }

    @Test
    void whatIsNotMockedIsTheRealThing() {
        DescribeExecutionResponse end = run("HybridPath");
        assertThat(end.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(end.error()).doesNotContain("Lambda");
    }

    @Test
    void aTestCaseThatIsNotThereIsToldAsAMachineThatIsNot() {
        assertThatThrownBy(() -> client.startExecution(r -> r.stateMachineArn(machine + "#Nobody")))
                .isInstanceOf(StateMachineDoesNotExistException.class)
                .hasMessageContaining("no mock profile of that name");
    }

    @Test
    void aProfileIsPutToldAndDeletedOverRest() throws Exception {
        assertThat(ask("PUT", "/mine", "{\"states\":" + quoted("{\"SQSState\":{\"0\":{\"Return\":1}}}") + "}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask("GET", "/mine", "").body()).contains("\"profileName\":\"mine\"", "SQSState");
        assertThat(ask("GET", "", "").body()).contains("\"stateNames\":[\"SQSState\"]");
        assertThat(ask("DELETE", "/mine", "").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/mine", "").statusCode()).isIn(400, 404);
        HttpResponse<String> refused =
                ask("PUT", "/mine", "{\"states\":" + quoted("{\"SqsState\":{\"0\":{\"Return\":1}}}") + "}");
        assertThat(refused.body()).contains("ValidationException", "at SqsState: the state machine has no such state");
    }
}
