package dev.stepwell.execution.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.AwsServiceHolder;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryRequest;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.execution.definitions.AwsPlaces;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Letterbox;
import dev.stepwell.execution.fakes.Letterbox.Answer;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.MemoryNode;
import dev.stepwell.execution.fakes.MemoryObjects;
import dev.stepwell.names.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Executions ask their own tenant's services, by its keys. */
class OwnServicesTest {
    private static final String SECRET = "canary/of+a+key";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/\\d+/([^/]+)/([^/]+)/");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final Caller caller = LiveNode.CALLER;
    private final Caller other = LiveNode.caller(8, "123456789012");
    private final MemoryObjects objects = new MemoryObjects();
    private final MemoryNode node = new MemoryNode(Optional.empty(), objects);
    private final AtomicReference<String> written = new AtomicReference<>("");
    private final String large = "n,text\n"
            + IntStream.range(0, 60_000).mapToObj(i -> i + "," + "x".repeat(40)).collect(Collectors.joining("\n"));
    private final Letterbox ours = new Letterbox(this::answer);
    private final Letterbox theirs = new Letterbox(this::answer);

    @AfterEach
    void close() {
        node.close();
        ours.close();
        theirs.close();
    }

    private Answer answer(Letterbox.Seen letter) {
        if (letter.target().equals("AmazonSQS.SendMessage")) {
            return Answer.of("{\"MessageId\":\"m-1\",\"MD5OfMessageBody\":\"92eb5ffee6ae2fec3ad71c777531578f\"}");
        }
        if (letter.target().startsWith("DynamoDB")) {
            return Answer.refusal(
                    "com.amazon.coral.service#UnrecognizedClientException", "The security token is invalid");
        }
        if (letter.method().equals("PUT")) {
            written.set(letter.uri());
            return new Answer(200, "", Map.of("ETag", "\"w\""));
        }
        Matcher range = RANGE.matcher(
                letter.headers().getOrDefault("Range", List.of("")).getFirst());
        if (!range.matches()) {
            return new Answer(400, "", Map.of());
        }
        int from = Integer.parseInt(range.group(1));
        int end = Math.min(large.length(), Integer.parseInt(range.group(2)) + 1);
        return new Answer(
                206,
                large.substring(from, end),
                Map.of("ETag", "\"v\"", "Content-Range", "bytes " + from + "-" + (end - 1) + "/" + large.length()));
    }

    private void has(TenantId tenant, String service, URI endpoint, String key) {
        node.registry.awsService(
                tenant,
                service,
                AwsServiceHolder.newBuilder()
                        .setEndpoint(endpoint.toString())
                        .setRegion("eu-central-1")
                        .setAccessKeyId(key)
                        .setSecretAccessKey(SECRET)
                        .build());
    }

    private DescribeExecutionResponse run(Caller who, String machine) {
        StartExecutionResponse started = node.ask(
                who,
                "StartExecution",
                StartExecutionRequest.newBuilder().setStateMachineArn(machine).build());
        return await().atMost(PATIENCE)
                .until(
                        () -> node.ask(
                                who,
                                "DescribeExecution",
                                DescribeExecutionRequest.newBuilder()
                                        .setExecutionArn(started.getExecutionArn())
                                        .build()),
                        (DescribeExecutionResponse described) ->
                                !described.getStatus().equals("RUNNING"));
    }

    private static String task(String resource, String parameters) {
        return """
                {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::%s", "Parameters": %s, "End": true}}}""".formatted(resource, parameters);
    }

    /** By which key a service was asked first, and for which region and service that was signed. */
    private static String credential(Letterbox service) {
        Letterbox.Seen first = Objects.requireNonNull(service.seen.peek());
        Matcher found = CREDENTIAL.matcher(
                first.headers().getOrDefault("Authorization", List.of("")).getFirst());
        assertThat(found.find()).isTrue();
        return found.group(1) + " " + found.group(2) + " " + found.group(3);
    }

    @Test
    void eachTenantsServiceIsAskedByItsOwnKeys() {
        String machine = node.registry.machine(
                "send",
                task(
                        "sqs:sendMessage",
                        "{\"QueueUrl\":\"https://sqs.us-east-1.amazonaws.com/1/q\",\"MessageBody\":\"b\"}"));
        has(caller.tenant(), "sqs", ours.endpoint(), "AKIAOURS");
        has(other.tenant(), "sqs", theirs.endpoint(), "AKIATHEIRS");

        assertThat(run(caller, machine).getStatus()).isEqualTo("SUCCEEDED");
        assertThat(run(other, machine).getStatus()).isEqualTo("SUCCEEDED");
        assertThat(ours.seen).hasSize(1);
        assertThat(theirs.seen).hasSize(1);
        assertThat(credential(ours)).isEqualTo("AKIAOURS eu-central-1 sqs");
        assertThat(credential(theirs)).isEqualTo("AKIATHEIRS eu-central-1 sqs");

        DescribeExecutionResponse nobodys = run(LiveNode.caller(9, "123456789012"), machine);
        assertThat(nobodys.getError()).isEqualTo("SQS.SdkClientException");
        assertThat(nobodys.getCause()).contains("PutAwsService");
    }

    @Test
    void aSecretIsInNoErrorAndNoHistory() {
        String machine = node.registry.machine(
                "put", task("dynamodb:putItem", "{\"TableName\":\"t\",\"Item\":{\"id\":{\"S\":\"1\"}}}"));
        for (URI endpoint : List.of(ours.endpoint(), URI.create("http://127.0.0.1:1"), URI.create("http://10.0.0.1"))) {
            Caller who = LiveNode.caller(20 + endpoint.toString().length(), "123456789012");
            has(who.tenant(), "dynamodb", endpoint, "AKIAOURS");
            DescribeExecutionResponse failed = run(who, machine);
            assertThat(failed.getStatus()).isEqualTo("FAILED");
            GetExecutionHistoryResponse history = node.ask(
                    who,
                    "GetExecutionHistory",
                    GetExecutionHistoryRequest.newBuilder()
                            .setExecutionArn(failed.getExecutionArn())
                            .setIncludeExecutionData(true)
                            .build());
            assertThat(failed.toString() + history).doesNotContain(SECRET).contains("DynamoDB.");
        }
        assertThat(ours.seen.toString()).doesNotContain(SECRET);
        Access.Way way = Access.ofTenants(new AwsPlaces(
                        node.registry, new SecretSeal(new ClusterKey(new byte[32])), new HandClock(Instant.EPOCH)))
                .to(LiveNode.caller(20 + ours.endpoint().toString().length(), "123456789012"), "dynamodb")
                .orElseThrow();
        assertThat(way.credentials().secretAccessKey()).isEqualTo(SECRET);
        assertThat(way.toString()).doesNotContain(SECRET);
    }

    @Test
    void aDistributedMapReadsAndWritesAtTheTenantsOwnS3() {
        String machine = node.registry.machine("map", """
                {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "MaxConcurrency": 4,
                  "ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
                    "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"},
                    "Parameters": {"Bucket": "items", "Key": "in.csv"}},
                  "ItemBatcher": {"MaxItemsPerBatch": 20000},
                  "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out", "Prefix": "p"}},
                  "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                    "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Parameters": {"n.$": "States.ArrayLength($.Items)"}}}}}}}""");
        has(caller.tenant(), "s3", ours.endpoint(), "AKIAOURS");

        DescribeExecutionResponse ended = run(caller, machine);

        assertThat(ended.getStatus()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(Json.parse(ended.getOutput())
                        .path("ResultWriterDetails")
                        .path("Bucket")
                        .asText())
                .isEqualTo("out");
        assertThat(written.get()).startsWith("/out/p/");
        assertThat(credential(ours)).isEqualTo("AKIAOURS eu-central-1 s3");
        assertThat(ours.seen)
                .filteredOn(letter -> letter.method().equals("GET"))
                .as("pieces of " + large.length() + " bytes")
                .hasSizeGreaterThan(large.length() >> 20);
        objects.put("items", "in.csv", "n,text\n1,a");
        assertThat(run(other, machine).getStatus()).isEqualTo("SUCCEEDED");
        assertThat(objects.list("out", "p", Optional.empty(), 10).entries()).isNotEmpty();
    }
}
