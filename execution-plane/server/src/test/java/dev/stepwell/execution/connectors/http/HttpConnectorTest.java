package dev.stepwell.execution.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Network;
import dev.stepwell.contracts.events.v1.ConnectionBodyParameter;
import dev.stepwell.contracts.events.v1.ConnectionHeaderParameter;
import dev.stepwell.contracts.events.v1.ConnectionHttpParameters;
import dev.stepwell.contracts.events.v1.ConnectionQueryStringParameter;
import dev.stepwell.contracts.events.v1.CreateConnectionApiKeyAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionBasicAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionOAuthClientRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionOAuthRequestParameters;
import dev.stepwell.contracts.internal.v1.ConnectionHolder;
import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.execution.connectors.Egress;
import dev.stepwell.execution.connectors.Questions;
import dev.stepwell.execution.connectors.Web;
import dev.stepwell.execution.fakes.Letterbox;
import dev.stepwell.execution.fakes.Letterbox.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What http:invoke sends with a connection, and what it makes of the answers. */
class HttpConnectorTest {
    private static final String SECRET = "canary-4711";

    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicLong nanoTime = new AtomicLong();
    private static final int LIFE = 3_600;
    private volatile String refused = "none";
    private volatile boolean everyTokenIsRefused;
    private final Letterbox service = new Letterbox(this::answer);
    private final Web web = new Web(new Egress(List.of(Network.parse("127.0.0.0/8")), Egress.Resolver::system));
    private volatile Connections.Found connection = apiKey();
    private final HttpConnector connector = new HttpConnector(web, (question, arn) -> connection, nanoTime::get);

    @AfterEach
    void close() {
        web.close();
        service.close();
    }

    private Answer answer(Letterbox.Seen letter) {
        if (letter.uri().startsWith("/token")) {
            return Answer.of("{\"access_token\":\"t" + tokens.incrementAndGet() + "\",\"expires_in\":" + LIFE + "}");
        }
        if (everyTokenIsRefused
                || letter.headers().getOrDefault("Authorization", List.of("")).contains("Bearer " + refused)) {
            return new Answer(401, "who?", Map.of());
        }
        return switch (letter.uri()) {
            case "/plain" -> Answer.of("no JSON");
            case "/missing" -> new Answer(404, "{\"why\":\"gone\"}", Map.of());
            case "/large" -> Answer.of("x".repeat(2_000_000));
            default -> Answer.of("{\"ok\":true}").with("Content-Type", "application/json");
        };
    }

    private Result ask(String path, String more) {
        return Questions.ask(
                connector,
                "http:invoke",
                "{\"ApiEndpoint\":\"" + service.endpoint() + path
                        + "\",\"Method\":\"POST\",\"Authentication\":{\"ConnectionArn\":\"arn\"}" + more + "}");
    }

    private Letterbox.Seen last() {
        return service.seen.stream().reduce((before, after) -> after).orElseThrow();
    }

    private static Connections.Found holding(String type, CreateConnectionAuthRequestParameters.Builder parameters) {
        return new Connections.Found.Authorized(ConnectionHolder.newBuilder()
                .setAuthorizationType(type)
                .setParameters(parameters)
                .setRevision(1)
                .build());
    }

    private static Connections.Found apiKey() {
        return holding(
                "API_KEY",
                CreateConnectionAuthRequestParameters.newBuilder()
                        .setApiKeyAuthParameters(CreateConnectionApiKeyAuthRequestParameters.newBuilder()
                                .setApiKeyName("X-Api-Key")
                                .setApiKeyValue(SECRET))
                        .setInvocationHttpParameters(ConnectionHttpParameters.newBuilder()
                                .addHeaderParameters(ConnectionHeaderParameter.newBuilder()
                                        .setKey("x-team")
                                        .setValue("connection"))
                                .addQueryStringParameters(ConnectionQueryStringParameter.newBuilder()
                                        .setKey("q")
                                        .setValue("c d"))
                                .addBodyParameters(ConnectionBodyParameter.newBuilder()
                                        .setKey("who")
                                        .setValue("connection"))));
    }

    private Connections.Found oauth(String method) {
        return holding(
                "OAUTH_CLIENT_CREDENTIALS",
                CreateConnectionAuthRequestParameters.newBuilder()
                        .setOauthParameters(CreateConnectionOAuthRequestParameters.newBuilder()
                                .setAuthorizationEndpoint(service.endpoint() + "/token")
                                .setHttpMethod(method)
                                .setClientParameters(CreateConnectionOAuthClientRequestParameters.newBuilder()
                                        .setClientId("me")
                                        .setClientSecret(SECRET))
                                .setOauthHttpParameters(ConnectionHttpParameters.newBuilder()
                                        .addBodyParameters(ConnectionBodyParameter.newBuilder()
                                                .setKey("scope")
                                                .setValue("a b")))));
    }

    @Test
    void theConnectionHasTheLastWord() {
        Result result = ask(
                "/things",
                ",\"Headers\":{\"X-Team\":\"task\",\"X-Api-Key\":\"task\",\"X-Own\":[\"1\",\"2\"]},"
                        + "\"QueryParameters\":{\"q\":\"task\",\"p\":[\"1\",\"2\"]},\"RequestBody\":{\"who\":\"task\",\"n\":1}");

        assertThat(last().method() + " " + last().uri()).isEqualTo("POST /things?q=c%20d&p=1&p=2");
        assertThat(last().body()).isEqualTo("{\"who\":\"connection\",\"n\":1}");
        assertThat(last().headers()).containsEntry("X-api-key", List.of(SECRET));
        assertThat(last().headers()).containsEntry("X-team", List.of("connection"));
        assertThat(last().headers()).containsEntry("X-own", List.of("1", "2"));
        assertThat(last().headers()).containsEntry("Content-type", List.of("application/json"));
        assertThat(last().headers()).containsEntry("User-agent", List.of("Amazon|StepFunctions|HttpInvoke|us-east-1"));
        assertThat(last().headers()).containsEntry("Range", List.of("bytes=0-262144"));
        JsonNode output = ((Result.Succeeded) result).output().json();
        assertThat(output.path("ResponseBody").path("ok").asBoolean()).isTrue();
        assertThat(output.path("StatusCode").asInt()).isEqualTo(200);
        assertThat(output.path("StatusText").asText()).isEqualTo("OK");
        assertThat(output.path("Headers").path("content-type").path(0).asText()).isEqualTo("application/json");
        assertThat(result.toString()).doesNotContain(SECRET);
    }

    @Test
    void userAndPasswordGoAsBasic() {
        connection = holding(
                "BASIC",
                CreateConnectionAuthRequestParameters.newBuilder()
                        .setBasicAuthParameters(CreateConnectionBasicAuthRequestParameters.newBuilder()
                                .setUsername("Aladdin")
                                .setPassword("open sesame")));
        assertThat(ask("/", "")).isInstanceOf(Result.Succeeded.class);
        assertThat(last().headers())
                .containsEntry(
                        "Authorization", List.of("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")); // RFC 7617's own example
        assertThat(last().body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INDICES, a=1&b%5Bc%5D=x%20y&l%5B0%5D=p&l%5B1%5D%5Bd%5D=q",
        "DEFAULT, a=1&b%5Bc%5D=x%20y&l%5B0%5D=p&l%5B1%5D%5Bd%5D=q",
        "REPEAT, a=1&b%5Bc%5D=x%20y&l=p&l%5Bd%5D=q",
        "BRACKETS, a=1&b%5Bc%5D=x%20y&l%5B%5D=p&l%5B%5D%5Bd%5D=q",
        "COMMAS, 'a=1&b%5Bc%5D=x%20y&l=p%2C%7B%22d%22%3A%22q%22%7D'",
    })
    void bodiesBecomeForms(String format, String body) {
        connection = oauth("POST");
        assertThat(ask(
                        "/",
                        ",\"RequestBody\":{\"a\":1,\"b\":{\"c\":\"x y\"},\"l\":[\"p\",{\"d\":\"q\"}]},\"Transform\":{\"RequestBodyEncoding\":"
                                + "\"URL_ENCODED\",\"RequestEncodingOptions\":{\"ArrayFormat\":\"" + format + "\"}}"))
                .isInstanceOf(Result.Succeeded.class);
        assertThat(last().body()).isEqualTo(body);
        assertThat(last().headers()).containsEntry("Content-type", List.of("application/x-www-form-urlencoded"));
    }

    @Test
    void clientCredentialsAreExchangedOnceAndWhenTheyRunOut() {
        connection = oauth("POST");
        ask("/", "");
        ask("/", "");
        assertThat(last().headers()).containsEntry("Authorization", List.of("Bearer t1"));
        Letterbox.Seen exchange = service.seen.peek();
        assertThat(exchange).isNotNull();
        assertThat(exchange.body())
                .isEqualTo("grant_type=client_credentials&client_id=me&client_secret=" + SECRET + "&scope=a%20b");
        nanoTime.addAndGet(Duration.ofSeconds(LIFE).toNanos());
        ask("/", "");
        assertThat(last().headers()).containsEntry("Authorization", List.of("Bearer t2"));
    }

    @Test
    void aTokenThatIsRefusedIsReplacedOnce() {
        connection = oauth("GET");
        refused = "t1";
        assertThat(ask("/", "")).isInstanceOf(Result.Succeeded.class);
        assertThat(last().headers()).containsEntry("Authorization", List.of("Bearer t2"));
        refused = "t2";
        nanoTime.addAndGet(Duration.ofHours(2).toNanos());
        assertThat(ask("/", "")).isInstanceOf(Result.Succeeded.class);
        assertThat(last().headers()).containsEntry("Authorization", List.of("Bearer t3"));
        assertThat(tokens)
                .as("a token that has run out is not shown, so it cannot be refused")
                .hasValue(3);
    }

    @Test
    void aServiceThatRefusesEveryTokenIsNotAskedForEver() {
        connection = oauth("PUT");
        everyTokenIsRefused = true;
        assertThat(((Result.Failed) ask("/", "")).error()).isEqualTo("States.Http.StatusCode.401");
        assertThat(tokens).hasValue(2);
    }

    @Test
    void anEndpointThatGivesNoTokenFailsTheTaskWithoutItsSecret() {
        service.close();
        connection = oauth("GET");
        Result.Failed failed = (Result.Failed) ask("/", "");
        assertThat(failed.error()).isEqualTo("Events.ConnectionResource.AuthorizationFailed");
        assertThat(failed.cause()).doesNotContain(SECRET);
    }

    @Test
    void answersOfEveryKind() {
        Result.Succeeded plain = (Result.Succeeded) asked("/plain");
        assertThat(plain.output().json().path("ResponseBody").asText()).isEqualTo("no JSON");
        Result.Failed missing = (Result.Failed) asked("/missing");
        assertThat(missing.error()).isEqualTo("States.Http.StatusCode.404");
        assertThat(missing.cause())
                .contains("\"StatusCode\":404", "\"StatusText\":\"Not Found\"", "\"ResponseBody\":{\"why\":\"gone\"}")
                .doesNotContain(SECRET);
        assertThat(((Result.Failed) asked("/large")).error()).isEqualTo("States.DataLimitExceeded");
        connection = new Connections.Found.Unknown();
        assertThat(((Result.Failed) asked("/")).error()).isEqualTo("Events.ConnectionResource.ResourceNotFound");
        connection = new Connections.Found.Deauthorized();
        assertThat(((Result.Failed) asked("/")).error()).isEqualTo("Events.ConnectionResource.InvalidConnectionState");
    }

    /** With a connection that adds nothing to the address. */
    private Result asked(String path) {
        if (connection instanceof Connections.Found.Authorized) {
            connection = holding(
                    "BASIC",
                    CreateConnectionAuthRequestParameters.newBuilder()
                            .setBasicAuthParameters(CreateConnectionBasicAuthRequestParameters.newBuilder()
                                    .setUsername("u")
                                    .setPassword(SECRET)));
        }
        return ask(path, "");
    }

    @Test
    void aServiceThatIsAwayIsASocketsError() {
        service.close();
        assertThat(((Result.Failed) ask("/", "")).error()).isEqualTo("States.Http.Socket");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Method\":\"GET\",\"ApiEndpoint\":\"http://127.0.0.1/\"} | The field 'ConnectionArn' is required but was missing.",
                "{\"Method\":\"GET\",\"InvocationConfig\":{\"ConnectionArn\":\"a\"}} | The field 'ApiEndpoint' is required but was missing.",
                "{\"ApiEndpoint\":\"http://127.0.0.1/\",\"Authentication\":{\"ConnectionArn\":\"a\"}} | The field 'Method' is required but was missing.",
                "{\"Method\":\"BREW\",\"ApiEndpoint\":\"http://x/\",\"Authentication\":{\"ConnectionArn\":\"a\"}} | The value 'BREW' of 'Method' is not supported.",
                "{\"Method\":\"GET\",\"ApiEndpoint\":\"http://u:p@x/\",\"Authentication\":{\"ConnectionArn\":\"a\"}} | The value of 'ApiEndpoint' is not a valid URL.",
                "{\"Method\":\"GET\",\"ApiEndpoint\":\"no address\",\"Authentication\":{\"ConnectionArn\":\"a\"}} | The value of 'ApiEndpoint' is not a valid URL.",
                "{\"Method\":\"GET\",\"ApiEndpoint\":\"http://x/\",\"Headers\":{\"Host\":\"y\"},\"Authentication\":{\"ConnectionArn\":\"a\"}} | The header 'Host' cannot be set by a task.",
            })
    void whatMakesNoRequestIsAnErrorOfTheTask(String arguments, String cause) {
        assertThat(Questions.ask(connector, "http:invoke", arguments))
                .isEqualTo(new Result.Failed("States.Runtime", cause));
    }

    @Test
    void aSecretThatCannotBeSentIsNotTold() {
        connection = holding(
                "API_KEY",
                CreateConnectionAuthRequestParameters.newBuilder()
                        .setApiKeyAuthParameters(CreateConnectionApiKeyAuthRequestParameters.newBuilder()
                                .setApiKeyName("X-Api-Key")
                                .setApiKeyValue(SECRET + "€")));
        Result.Failed failed = (Result.Failed) ask("/", "");
        assertThat(failed)
                .isEqualTo(new Result.Failed("States.Runtime", "The request has a header that cannot be sent."));
    }

    @Test
    void privateAddressesAreNotCalled() {
        try (Web closed = new Web(new Egress(List.of(), Egress.Resolver::system))) {
            HttpConnector strict = new HttpConnector(closed, (question, arn) -> connection, nanoTime::get);
            Result.Failed failed = (Result.Failed) Questions.ask(
                    strict,
                    "http:invoke",
                    "{\"ApiEndpoint\":\"" + service.endpoint()
                            + "\",\"Method\":\"GET\",\"Authentication\":{\"ConnectionArn\":\"arn\"}}");
            assertThat(failed.error()).isEqualTo("States.Http.Socket");
            assertThat(service.seen).isEmpty();
        }
    }

    @Test
    void aControlPlaneThatIsAwayIsAnErrorOfTheTask() {
        HttpConnector cut = new HttpConnector(
                web,
                (question, arn) -> {
                    throw new Fault("ServiceUnavailable", "nobody answers");
                },
                nanoTime::get);
        assertThat(Questions.ask(cut, "http:invoke", "{\"Authentication\":{\"ConnectionArn\":\"a\"}}"))
                .isEqualTo(new Result.Failed(
                        "States.TaskFailed", "The connection could not be looked up: nobody answers"));
    }
}
