package dev.stepwell.execution.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Network;
import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.execution.connectors.Egress;
import dev.stepwell.execution.connectors.Questions;
import dev.stepwell.execution.connectors.Web;
import dev.stepwell.execution.fakes.Letterbox;
import dev.stepwell.execution.fakes.Letterbox.Answer;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsConnectorTest {
    private static final String PUT = "{\"TableName\":\"t\",\"Item\":{\"id\":{\"S\":\"1\"}}}";

    private final Letterbox aws = new Letterbox(AwsConnectorTest::answer);
    private final Web web = web(List.of(Network.parse("127.0.0.0/8")));
    private final AwsConnector connector = connector(web, aws.endpoint());

    /** A way out on which names that only it knows lead to this machine. */
    private static Web web(List<Network> allowed) {
        return new Web(new Egress(allowed, host -> List.of(InetAddress.getByName("127.0.0.1"))));
    }

    private static AwsConnector connector(Web web, URI endpoint) {
        Access access =
                Access.named(Map.of("sqs", endpoint, "dynamodb", endpoint, "eventbridge", endpoint, "s3", endpoint));
        return new AwsConnector(new Modules(Path.of("no-modules")), access, web);
    }

    @AfterEach
    void close() {
        connector.close();
        web.close();
        aws.close();
    }

    private static Answer answer(Letterbox.Seen letter) {
        return switch (letter.target()) {
            case "AmazonSQS.SendMessage" ->
                Answer.of("{\"MessageId\":\"m-1\",\"MD5OfMessageBody\":\""
                        + md5(Json.parse(letter.body()).path("MessageBody").asText()) + "\"}");
            case "DynamoDB_20120810.GetItem" ->
                Answer.of("{\"Item\":{\"id\":{\"S\":\"1\"},\"yes\":{\"BOOL\":true},\"no\":{\"NULL\":true}}}");
            case "DynamoDB_20120810.PutItem" ->
                Answer.refusal(
                        "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", "Requested resource not found");
            case "DynamoDB_20120810.DeleteItem" ->
                Answer.refusal("com.amazon.coral.validate#ValidationException", "The key is not one");
            case "DynamoDB_20120810.UpdateItem" -> Answer.of("{}");
            case "AWSEvents.PutEvents" ->
                Answer.of(
                        "{\"Entries\":[{\"ErrorCode\":\"MalformedDetail\",\"ErrorMessage\":\"Detail is malformed.\"}],"
                                + "\"FailedEntryCount\":1}");
            default ->
                new Answer(200, letter.method().equals("GET") ? object(letter.uri()) : "", Map.of("ETag", "\"tag\""));
        };
    }

    private static String object(String uri) {
        return uri.endsWith("/large") ? "a".repeat(17 << 20) : "the object";
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Result ask(String resource, String arguments) {
        return Questions.ask(connector, resource, arguments);
    }

    private JsonNode output(String resource, String arguments) {
        Result result = ask(resource, arguments);
        assertThat(result).isInstanceOf(Result.Succeeded.class);
        return ((Result.Succeeded) result).output().json();
    }

    private Letterbox.Seen first() {
        return Objects.requireNonNull(aws.seen.peek());
    }

    @Test
    void aStructureStandsForItsTextAndTheOlderIntegrationShowsWhatCameAroundTheAnswer() {
        JsonNode output =
                output("sqs:sendMessage", "{\"QueueUrl\":\"" + aws.endpoint() + "/1/q\",\"MessageBody\":{\"a\":1}}");

        assertThat(Json.parse(first().body()).path("MessageBody").asText()).isEqualTo("{\"a\":1}");
        assertThat(output.path("MD5OfMessageBody").asText()).isEqualTo(md5("{\"a\":1}"));
        assertThat(output.path("SdkHttpMetadata").path("HttpStatusCode").asInt())
                .isEqualTo(200);
        assertThat(output.path("SdkResponseMetadata").path("RequestId").asText())
                .isEqualTo("r-1");
    }

    @Test
    void sdkIntegrationsNameMembersAsTheSdkDoes() {
        String key = "{\"TableName\":\"t\",\"Key\":{\"id\":{\"S\":\"1\"}}}";
        assertThat(output("aws-sdk:dynamodb:getItem", key))
                .isEqualTo(
                        Json.parse("{\"Item\":{\"id\":{\"S\":\"1\"},\"yes\":{\"Bool\":true},\"no\":{\"Nul\":true}}}"));
        assertThat(output("dynamodb:getItem", key).path("Item").path("yes")).isEqualTo(Json.parse("{\"BOOL\":true}"));
    }

    @Test
    void anEmptyAnswerShowsNothing() {
        assertThat(output("aws-sdk:dynamodb:updateItem", "{\"TableName\":\"t\",\"Key\":{\"id\":{\"S\":\"1\"}}}"))
                .isEqualTo(Json.parse("{}"));
    }

    @Test
    void errorsAreNamedAsTheIntegrationNamesThem() {
        assertThat(ask("aws-sdk:dynamodb:putItem", PUT))
                .isEqualTo(new Result.Failed(
                        "DynamoDb.ResourceNotFoundException",
                        "Requested resource not found (Service: DynamoDb, Status Code: 400, Request ID: r-1)"));
        assertThat(ask("dynamodb:putItem", PUT))
                .isEqualTo(new Result.Failed(
                        "DynamoDB.ResourceNotFoundException",
                        "Requested resource not found (Service: AmazonDynamoDBv2; Status Code: 400; Error Code:"
                                + " ResourceNotFoundException; Request ID: r-1; Proxy: null)"));
    }

    @Test
    void anErrorThatTheModelDoesNotNameIsTheServicesOwn() {
        String key = "{\"TableName\":\"t\",\"Key\":{}}";
        assertThat(ask("aws-sdk:dynamodb:deleteItem", key))
                .isEqualTo(new Result.Failed(
                        "DynamoDb.DynamoDbException",
                        "The key is not one (Service: DynamoDb, Status Code: 400, Request ID: r-1)"));
        assertThat(ask("dynamodb:deleteItem", key))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.error()).isEqualTo("DynamoDB.AmazonDynamoDBException"));
    }

    @Test
    void parametersAreThoseOfTheAction() {
        assertThat(ask("aws-sdk:dynamodb:getItem", "{\"Tablename\":\"t\"}"))
                .isEqualTo(new Result.Failed(
                        "States.Runtime",
                        "The Parameters '{\"Tablename\":\"t\"}' could not be used to start the Task: [The field"
                                + " 'Tablename' is not supported by Step Functions]"));
        assertThat(ask("aws-sdk:dynamodb:getItem", "{\"ConsistentRead\":\"t\"}"))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.cause())
                                .contains("[The value for the field 'ConsistentRead' must be a BOOLEAN]"));
        assertThat(aws.seen).isEmpty();
    }

    @Test
    void eventsNameTheExecutionAndAreNotTakenHalf() {
        Result result =
                ask("events:putEvents", "{\"Entries\":[{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":{\"a\":1}}]}");

        JsonNode entry = Json.parse(first().body()).path("Entries").path(0);
        assertThat(entry.path("Detail").asText()).isEqualTo("{\"a\":1}");
        assertThat(entry.path("Resources"))
                .isEqualTo(Json.parse("[\"arn:aws:states:us-east-1:123456789012:stateMachine:m\","
                        + "\"arn:aws:states:us-east-1:123456789012:execution:m:e\"]"));
        assertThat(result)
                .isEqualTo(new Result.Failed(
                        "EventBridge.FailedEntry",
                        "{\"Entries\":[{\"ErrorCode\":\"MalformedDetail\",\"ErrorMessage\":\"Detail is malformed.\"}],"
                                + "\"FailedEntryCount\":1}"));
    }

    @Test
    void bodiesThatTravelAsStreamsAreTexts() {
        assertThat(output("aws-sdk:s3:putObject", "{\"Bucket\":\"bucket\",\"Key\":\"k\",\"Body\":{\"a\":1}}")
                        .path("ETag")
                        .asText())
                .isEqualTo("\"tag\"");
        assertThat(first().body()).contains("{\"a\":1}");
        assertThat(output("aws-sdk:s3:getObject", "{\"Bucket\":\"bucket\",\"Key\":\"k\"}")
                        .path("Body")
                        .asText())
                .isEqualTo("the object");
    }

    @Test
    void whatIsNotThereIsRefusedByName() {
        assertThat(ask("aws-sdk:kinesis:putRecord", "{}"))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.cause())
                                .contains("aws-sdk:kinesis:putRecord")
                                .contains("no-modules"));
        assertThat(ask("aws-sdk:dynamodb:makeCoffee", "{}"))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.cause()).contains("the service has no action 'makeCoffee'"));
        assertThat(ask("aws-sdk:secretsmanager:listSecrets", "{}"))
                .isInstanceOfSatisfying(Result.Failed.class, failed -> {
                    assertThat(failed.error()).isEqualTo("SecretsManager.SdkClientException");
                    assertThat(failed.cause()).contains("--aws-endpoint secretsmanager=URL");
                });
    }

    @Test
    void theAddressThatWasCheckedIsTheOneThatIsCalled() {
        URI named = URI.create("http://dynamodb.invalid:" + aws.endpoint().getPort());
        try (AwsConnector other = connector(web, named)) {
            Questions.ask(other, "aws-sdk:dynamodb:getItem", "{\"TableName\":\"t\",\"Key\":{}}");
        }
        assertThat(first().headers().get("Host")).containsExactly(named.getAuthority());
    }

    @Test
    void anAnswerLargerThanAnyStateHoldsIsNotTaken() {
        assertThat(ask("aws-sdk:s3:getObject", "{\"Bucket\":\"bucket\",\"Key\":\"large\"}"))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.error()).isEqualTo("States.DataLimitExceeded"));
    }

    @Test
    void privateAddressesAreNotCalled() {
        try (Web none = web(List.of());
                AwsConnector careful = connector(none, aws.endpoint())) {
            assertThat(Questions.ask(careful, "dynamodb:putItem", PUT))
                    .isEqualTo(new Result.Failed(
                            "DynamoDB.SdkClientException",
                            "Unable to execute HTTP request: the address of 127.0.0.1 is not a public one, and the"
                                    + " operator has not allowed it"));
        }
        assertThat(aws.seen).isEmpty();
    }
}
