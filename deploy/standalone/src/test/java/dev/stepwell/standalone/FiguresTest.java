package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.standalone.folder.CredentialsFile;
import dev.stepwell.standalone.stores.Stores;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.ChildPolicy;

/** All figures that CloudWatch has of Step Functions and of SWF are shown by a server that has done a little of everything, or it is said why not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class FiguresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** The 54 of the developer guide of Step Functions, "Monitoring metrics". */
    private static final List<String> STATES = words("""
            StateMachineCount ActivityCount OpenExecutionCountPerStateMachine
            OpenExecutionCount OpenExecutionLimit
            ExecutionsStarted ExecutionsSucceeded ExecutionsFailed ExecutionsAborted ExecutionsTimedOut ExecutionThrottled ExecutionTime
            ExpressExecutionBilledDuration ExpressExecutionBilledMemory ExpressExecutionMemory
            ExecutionsRedriven RedrivenExecutionsSucceeded RedrivenExecutionsFailed RedrivenExecutionsAborted RedrivenExecutionsTimedOut
            ApproximateOpenMapRunCount OpenMapRunLimit ApproximateMapRunBacklogSize
            AliasCount VersionCount
            ActivitiesScheduled ActivitiesStarted ActivitiesSucceeded ActivitiesFailed ActivitiesTimedOut ActivitiesHeartbeatTimedOut
            ActivityScheduleTime ActivityRunTime ActivityTime
            LambdaFunctionsScheduled LambdaFunctionsStarted LambdaFunctionsSucceeded LambdaFunctionsFailed LambdaFunctionsTimedOut
            LambdaFunctionScheduleTime LambdaFunctionRunTime LambdaFunctionTime
            ServiceIntegrationsScheduled ServiceIntegrationsStarted ServiceIntegrationsSucceeded ServiceIntegrationsFailed
            ServiceIntegrationsTimedOut ServiceIntegrationScheduleTime ServiceIntegrationRunTime ServiceIntegrationTime
            ThrottledEvents ProvisionedBucketSize ProvisionedRefillRate ConsumedCapacity""");

    /** The 26 of the developer guide of SWF, "Amazon SWF metrics for CloudWatch". */
    private static final List<String> SWF = words("""
            DecisionTaskScheduleToStartTime DecisionTaskStartToCloseTime DecisionTasksCompleted StartedDecisionTasksTimedOutOnClose
            WorkflowStartToCloseTime WorkflowsCompleted WorkflowsFailed WorkflowsCanceled WorkflowsTerminated WorkflowsTimedOut
            WorkflowsContinuedAsNew
            ActivityTaskScheduleToStartTime ActivityTaskScheduleToCloseTime ActivityTaskStartToCloseTime ActivityTasksCompleted
            ActivityTasksFailed ActivityTasksCanceled ScheduledActivityTasksTimedOutOnStart ScheduledActivityTasksTimedOutOnClose
            StartedActivityTasksTimedOutOnClose StartedActivityTasksTimedOutOnHeartbeat
            PendingTasks ThrottledEvents ConsumedCapacity ProvisionedBucketSize ProvisionedRefillRate""");

    private static final Map<String, String> NOT_SHOWN = Map.of(
            "OpenMapRunLimit", "there is no limit to open map runs",
            "ApproximateMapRunBacklogSize", "no map run waits until others have ended");

    private static final String MACHINE = """
            {"StartAt": "All", "States": {"All": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "F", "States": {"FDone": {"Type": "Pass", "End": true},
                "F": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true,
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "FDone"}]}}},
              {"StartAt": "S", "States": {"SDone": {"Type": "Pass", "End": true},
                "S": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true,
                  "Parameters": {"QueueUrl": "q", "MessageBody": "b"}, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "SDone"}]}}},
              {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemsPath": "$.items", "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                "StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "%s", "End": true}}}}}}]}}}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private Options options;
    private Stores stores;
    private Server server;

    private static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        options = OptionsReader.read(
                "--data", data.toString(), "--cache", "target/cache", "--http-port", "0", "--grpc-port", "0");
        stores = Stores.embedded(options.data(), options.cache());
        server = Server.start(options, stores.access());
        server.awaitReady(options);
        var unused = Credentials.write(options, server);
    }

    @AfterAll
    void stop() {
        server.close();
        stores.close();
    }

    @Test
    void allOfThemAreShown() throws Exception {
        assertThat(STATES).hasSize(54).doesNotHaveDuplicates();
        assertThat(SWF).hasSize(26).doesNotHaveDuplicates();
        doALittleOfEverything();

        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            String figures = figures();
            Stream<String> ofStates = STATES.stream()
                    .filter(name -> !isShown(figures, "aws_states_" + name))
                    .filter(name -> !NOT_SHOWN.containsKey(name));
            Stream<String> ofSwf = SWF.stream().filter(name -> !isShown(figures, "aws_swf_" + name));
            assertThat(Stream.concat(ofStates, ofSwf)).isEmpty();
        });
        String figures = figures();
        assertThat(NOT_SHOWN.keySet()).noneMatch(name -> isShown(figures, "aws_states_" + name));
        assertThat(figures)
                .containsPattern("aws_states_StateMachineCount\\{[^}]*region=\"us-east-1\"} 1.0")
                .containsPattern("aws_states_VersionCount\\{[^}]*stateMachine:m\"[^}]*} 1.0")
                .containsPattern("aws_states_OpenExecutionCount\\{[^}]*} 1.0")
                .containsPattern("aws_states_OpenExecutionLimit\\{[^}]*} 1000000.0")
                .containsPattern("aws_states_ApproximateOpenMapRunCount\\{[^}]*} 1.0")
                .containsPattern("aws_states_ConsumedCapacity_total\\{APIName=\"CreateStateMachine\"[^}]*} 1.0")
                .containsPattern("aws_swf_PendingTasks\\{[^}]*TaskListName=\"swf/us-east-1/d/decisions/l\"[^}]*} 1.0");
    }

    private static boolean isShown(String figures, String name) {
        return Pattern.compile("(?m)^" + name + "(_total|_seconds_count|_count|)\\{")
                .matcher(figures)
                .find();
    }

    private String figures() throws Exception {
        String key = Files.readString(options.data().resolve("metrics.key")).strip();
        return client.send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + server.http().getPort() + "/metrics"))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void doALittleOfEverything() throws Exception {
        Map<String, String> keys = new CredentialsFile(options.data()).read();
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(keys.get("AWS_ACCESS_KEY_ID"), keys.get("AWS_SECRET_ACCESS_KEY")));
        URI endpoint = URI.create(keys.get("AWS_ENDPOINT_URL"));
        try (SfnClient states = SfnClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(credentials)
                        .build();
                SwfClient swf = SwfClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(credentials)
                        .build()) {
            String activity = states.createActivity(r -> r.name("a")).activityArn();
            var machine = states.createStateMachine(r -> r.name("m")
                    .definition(MACHINE.formatted(activity))
                    .roleArn("arn:aws:iam::123456789012:role/any")
                    .publish(true));
            states.createStateMachineAlias(r -> r.name("PROD")
                    .routingConfiguration(route -> route.stateMachineVersionArn(machine.stateMachineVersionArn())
                            .weight(100)));
            states.startExecution(
                    r -> r.stateMachineArn(machine.stateMachineArn()).input("{\"items\": [1]}"));
            swf.registerDomain(r -> r.name("d").workflowExecutionRetentionPeriodInDays("1"));
            swf.registerWorkflowType(r -> r.domain("d").name("w").version("v"));
            swf.startWorkflowExecution(r -> r.domain("d")
                    .workflowId("one")
                    .workflowType(t -> t.name("w").version("v"))
                    .taskList(l -> l.name("l"))
                    .childPolicy(ChildPolicy.TERMINATE)
                    .executionStartToCloseTimeout("3600")
                    .taskStartToCloseTimeout("3600"));
        }
    }
}
