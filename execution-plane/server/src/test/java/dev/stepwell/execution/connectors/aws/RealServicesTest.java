package dev.stepwell.execution.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.internal.v1.AwsServiceHolder;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.SendTaskSuccessRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.MemoryNode;
import dev.stepwell.execution.fakes.TinyDynamo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Executions and services that others wrote: ElasticMQ for SQS, and dynalite for DynamoDB, which is skipped where it is not installed. */
@NullUnmarked
class RealServicesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOT_INSTALLED =
            "dynalite is not installed: npm ci in execution-plane/server/src/test/services";
    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret"));

    private final MemoryNode node = new MemoryNode();
    private int machines;

    @AfterEach
    void close() {
        node.close();
    }

    private void found(String service, URI endpoint) {
        node.registry.awsService(
                LiveNode.CALLER.tenant(),
                service,
                AwsServiceHolder.newBuilder()
                        .setEndpoint(endpoint.toString())
                        .setAccessKeyId("AKIA")
                        .setSecretAccessKey("secret")
                        .build());
    }

    private String start(String resource, String arguments) {
        String machine = node.registry.machine("m" + machines++, """
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::%s",
                  "Arguments": %s, "End": true}}}""".formatted(resource, arguments));
        return node.<StartExecutionResponse>ask(
                        "StartExecution",
                        StartExecutionRequest.newBuilder()
                                .setStateMachineArn(machine)
                                .build())
                .getExecutionArn();
    }

    private DescribeExecutionResponse ended(String execution) {
        return await().atMost(PATIENCE)
                .until(
                        () -> node.ask(
                                "DescribeExecution",
                                DescribeExecutionRequest.newBuilder()
                                        .setExecutionArn(execution)
                                        .build()),
                        (DescribeExecutionResponse described) ->
                                !described.getStatus().equals("RUNNING"));
    }

    private JsonNode output(String resource, String arguments) {
        DescribeExecutionResponse ended = ended(start(resource, arguments));
        assertThat(ended.getStatus()).as(ended.toString()).isEqualTo("SUCCEEDED");
        return Json.parse(ended.getOutput());
    }

    private String error(String resource, String arguments) {
        DescribeExecutionResponse ended = ended(start(resource, arguments));
        assertThat(ended.getStatus()).as(ended.toString()).isEqualTo("FAILED");
        return ended.getError() + " / " + ended.getCause();
    }

    @Test
    void messagesComeToAQueueAndTheirTokensBack() {
        SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .start();
        URI endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
        try (SqsClient sqs = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(KEYS)
                .build()) {
            found("sqs", endpoint);
            String queue = sqs.createQueue(r -> r.queueName("q")).queueUrl();

            JsonNode sent = output(
                    "sqs:sendMessage",
                    "{\"QueueUrl\": \"" + queue + "\", \"MessageBody\": {\"a\": 1}, \"MessageAttributes\":"
                            + " {\"kind\": {\"DataType\": \"String\", \"StringValue\": \"order\"}}}");
            Message came = receive(sqs, queue);
            assertThat(came.body()).isEqualTo("{\"a\":1}");
            assertThat(came.messageAttributes().get("kind").stringValue()).isEqualTo("order");
            assertThat(sent.path("MessageId").asText()).isEqualTo(came.messageId());
            assertThat(sent.path("MD5OfMessageBody").asText()).isEqualTo(came.md5OfBody());
            assertThat(sent.path("SdkHttpMetadata").path("HttpStatusCode").asInt())
                    .isEqualTo(200);
            assertThat(output(
                                    "aws-sdk:sqs:getQueueAttributes",
                                    "{\"QueueUrl\": \"" + queue + "\", \"AttributeNames\": [\"All\"]}")
                            .path("Attributes")
                            .path("ApproximateNumberOfMessages")
                            .isTextual())
                    .isTrue();

            String waiting = start(
                    "sqs:sendMessage.waitForTaskToken",
                    "{\"QueueUrl\": \"" + queue
                            + "\", \"MessageBody\": {\"token\": \"{% $states.context.Task.Token %}\"}}");
            String token = Json.parse(receive(sqs, queue).body()).path("token").asText();
            var done = node.ask(
                    "SendTaskSuccess",
                    SendTaskSuccessRequest.newBuilder()
                            .setTaskToken(token)
                            .setOutput("{\"done\":true}")
                            .build());
            assertThat(done.getSerializedSize()).isZero();
            assertThat(ended(waiting).getOutput()).isEqualTo("{\"done\":true}");

            String none = "{\"QueueUrl\": \"" + queue + "-none\", \"MessageBody\": \"b\"}";
            assertThat(error("sqs:sendMessage", none)).startsWith("SQS.QueueDoesNotExistException / ");
            assertThat(error("aws-sdk:sqs:sendMessage", none)).startsWith("Sqs.QueueDoesNotExistException / ");
        } finally {
            server.stopAndWait();
        }
    }

    private static Message receive(SqsClient sqs, String queue) {
        List<Message> messages = await().atMost(PATIENCE)
                .until(
                        () -> sqs.receiveMessage(r ->
                                        r.queueUrl(queue).waitTimeSeconds(1).messageAttributeNames("All"))
                                .messages(),
                        found -> !found.isEmpty());
        Message message = messages.getFirst();
        sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
        return message;
    }

    @Test
    void itemsAreWrittenReadFoundAndRefused() {
        Optional<TinyDynamo> installed = TinyDynamo.installed();
        if (installed.isEmpty()) {
            System.out.println("Left out: " + NOT_INSTALLED);
        }
        assumeTrue(installed.isPresent(), NOT_INSTALLED);
        try (TinyDynamo dynamo = installed.get()) {
            found("dynamodb", dynamo.endpoint());
            makeTable(dynamo.endpoint());
            String key = "{\"TableName\": \"things\", \"Key\": {\"who\": {\"S\": \"a\"}, \"at\": {\"N\": \"1\"}}";
            String item =
                    "{\"who\": {\"S\": \"a\"}, \"at\": {\"N\": \"1\"}, \"tags\": {\"SS\": [\"x\", \"y\"]}, \"ok\": {\"BOOL\": true}}";
            String put = "{\"TableName\": \"things\", \"Item\": " + item;

            assertThat(output("dynamodb:putItem", put + "}")
                            .path("SdkHttpMetadata")
                            .path("HttpStatusCode")
                            .asInt())
                    .isEqualTo(200);
            assertThat(output("dynamodb:getItem", key + "}").path("Item")).isEqualTo(Json.parse(item));
            JsonNode updated = output(
                    "dynamodb:updateItem",
                    key
                            + ", \"UpdateExpression\": \"SET n = :n\", \"ExpressionAttributeValues\": {\":n\": {\"N\": \"7\"}},"
                            + " \"ReturnValues\": \"ALL_NEW\"}");
            assertThat(updated.path("Attributes").path("n").path("N").asText()).isEqualTo("7");

            JsonNode queried = output(
                    "aws-sdk:dynamodb:query",
                    "{\"TableName\": \"things\", \"KeyConditionExpression\": \"who = :w AND #a > :a\","
                            + " \"ExpressionAttributeNames\": {\"#a\": \"at\"},"
                            + " \"ExpressionAttributeValues\": {\":w\": {\"S\": \"a\"}, \":a\": {\"N\": \"0\"}}}");
            assertThat(queried.path("Count").asInt()).isEqualTo(1);
            assertThat(queried.path("Items").path(0).path("Ok"))
                    .isEqualTo(Json.parse("null").path("none"));
            assertThat(queried.path("Items").path(0).path("ok")).isEqualTo(Json.parse("{\"Bool\": true}"));
            assertThat(queried.path("Items").path(0).path("tags")).isEqualTo(Json.parse("{\"Ss\": [\"x\", \"y\"]}"));

            refusals(put);

            assertThat(output("dynamodb:deleteItem", key + ", \"ReturnValues\": \"ALL_OLD\"}")
                            .path("Attributes")
                            .path("n")
                            .path("N")
                            .asText())
                    .isEqualTo("7");
            assertThat(output("dynamodb:getItem", key + "}").has("Item")).isFalse();
        }
    }

    private void refusals(String put) {
        String condition = ", \"ConditionExpression\": \"attribute_not_exists(who)\"}";
        assertThat(error("dynamodb:putItem", put + condition))
                .startsWith(
                        "DynamoDB.ConditionalCheckFailedException / The conditional request failed (Service:"
                                + " AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: ");
        assertThat(error("aws-sdk:dynamodb:putItem", put.replace("SS", "Ss").replace("BOOL", "Bool") + condition))
                .startsWith("DynamoDb.ConditionalCheckFailedException / The conditional request failed (Service:"
                        + " DynamoDb, Status Code: 400, Request ID: ");
        assertThat(error("dynamodb:getItem", "{\"TableName\": \"none\", \"Key\": {\"who\": {\"S\": \"a\"}}}"))
                .startsWith("DynamoDB.ResourceNotFoundException / ");
        assertThat(error("dynamodb:getItem", "{\"TableName\": \"things\", \"Key\": {\"other\": {\"S\": \"a\"}}}"))
                .startsWith("DynamoDB.AmazonDynamoDBException / ");
        assertThat(error("aws-sdk:dynamodb:query", "{\"TableName\": \"none\", \"KeyConditionExpression\": \"a = b\"}"))
                .startsWith("DynamoDb.");
    }

    private static void makeTable(URI endpoint) {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(KEYS)
                .build()) {
            client.createTable(r -> r.tableName("things")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(
                            a -> a.attributeName("who").attributeType(ScalarAttributeType.S),
                            a -> a.attributeName("at").attributeType(ScalarAttributeType.N))
                    .keySchema(
                            k -> k.attributeName("who").keyType(KeyType.HASH),
                            k -> k.attributeName("at").keyType(KeyType.RANGE)));
            await().atMost(PATIENCE)
                    .until(() -> client.describeTable(r -> r.tableName("things"))
                            .table()
                            .tableStatusAsString()
                            .equals("ACTIVE"));
        }
    }
}
