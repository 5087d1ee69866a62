package dev.stepwell.execution.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Network;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.execution.fakes.FunctionServer;
import dev.stepwell.execution.fakes.Letterbox;
import dev.stepwell.execution.fakes.Letterbox.Answer;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FunctionConnectorTest {
    private static final String INVOKE = "arn:aws:states:::lambda:invoke";
    private static final Egress LOOPBACK = new Egress(List.of(Network.parse("127.0.0.0/8")), Egress.Resolver::system);

    private final FunctionServer server = new FunctionServer()
            .with("echo", FunctionServer::result)
            .with(
                    "raise",
                    e -> FunctionServer.error(
                            "{\"errorMessage\":\"no\",\"errorType\":\"CustomError\",\"stackTrace\":[]}"))
            .with("timeout", e -> FunctionServer.error("{\"errorMessage\":\"Task timed out after 3.00 seconds\"}"))
            .with("busy", e -> new Answer(429, "{\"message\":\"Rate Exceeded\"}", Map.of()))
            .with("broken", e -> new Answer(500, "", Map.of()))
            .with("large", e -> FunctionServer.result("\"" + "a".repeat(7 << 20) + "\""));
    private final Web web = new Web(LOOPBACK);
    private final FunctionConnector connector = new FunctionConnector(web, question -> Optional.of(server.endpoint()));

    @AfterEach
    void close() {
        web.close();
        server.close();
    }

    private Result byArn(String name, String arguments) {
        return Questions.ask(
                connector, Questions.of("arn:aws:lambda:us-east-1:123456789012:function:" + name, arguments));
    }

    private Result invoke(String arguments) {
        return Questions.ask(connector, Questions.of(INVOKE, arguments));
    }

    @Test
    void aFunctionByItsArnTakesTheArgumentsAndGivesTheResult() {
        assertThat(byArn("echo", "{\"a\": 1.0}")).isEqualTo(new Result.Succeeded(Payload.of("{\"a\": 1.0}")));
        Letterbox.Seen seen = server.seen().get(0);
        assertThat(seen.uri()).isEqualTo("/2015-03-31/functions/echo/invocations");
        assertThat(seen.body()).isEqualTo("{\"a\": 1.0}");
    }

    @Test
    void aQualifiedArnSaysSo() {
        byArn("echo:PROD", "{}");
        assertThat(server.seen().get(0).uri()).endsWith("/echo/invocations?Qualifier=PROD");
    }

    @Test
    void invokeDescribesTheAnswer() {
        Result result = invoke("{\"FunctionName\":\"echo\",\"Payload\":{\"b\":[1,2.50]}}");

        String text = ((Result.Succeeded) result).output().text();
        assertThat(text)
                .startsWith(
                        "{\"ExecutedVersion\":\"$LATEST\",\"Payload\":{\"b\":[1,2.5]},\"SdkHttpMetadata\":{\"AllHttpHeaders\":{")
                .contains("\"x-amzn-requestid\":[\"request-1\"]")
                .contains("\"HttpStatusCode\":200")
                .endsWith("\"SdkResponseMetadata\":{\"RequestId\":\"request-1\"},\"StatusCode\":200}");
    }

    @Test
    void aPayloadThatIsATextIsSentAsItIsAndNoneAsAnEmptyObject() {
        invoke("{\"FunctionName\":\"echo\",\"Payload\":\"0.0\"}");
        invoke("{\"FunctionName\":\"echo\",\"Payload\":null}");
        invoke("{\"FunctionName\":\"echo\"}");

        assertThat(server.seen()).extracting(Letterbox.Seen::body).containsExactly("0.0", "{}", "{}");
    }

    @Test
    void namesComeInManyForms() {
        invoke("{\"FunctionName\":\"arn:aws:lambda:us-east-1:123456789012:function:echo:7\"}");
        invoke("{\"FunctionName\":\"123456789012:function:echo\",\"Qualifier\":\"9\"}");
        invoke("{\"FunctionName\":\"echo:8\"}");

        assertThat(server.seen())
                .extracting(Letterbox.Seen::uri)
                .containsExactly(
                        "/2015-03-31/functions/echo/invocations?Qualifier=7",
                        "/2015-03-31/functions/echo/invocations?Qualifier=9",
                        "/2015-03-31/functions/echo/invocations?Qualifier=8");
    }

    @Test
    void anEventIsSentAsOne() {
        invoke("{\"FunctionName\":\"echo\",\"InvocationType\":\"Event\",\"ClientContext\":\"e30=\"}");

        assertThat(server.seen().get(0).headers())
                .containsEntry("X-amz-invocation-type", List.of("Event"))
                .containsEntry("X-amz-client-context", List.of("e30="));
    }

    @Test
    void aFunctionsErrorIsTheTasks() {
        assertThat(byArn("raise", "{}"))
                .isEqualTo(new Result.Failed(
                        "CustomError", "{\"errorMessage\":\"no\",\"errorType\":\"CustomError\",\"stackTrace\":[]}"));
        assertThat(((Result.Failed) byArn("timeout", "{}")).error()).isEqualTo("Lambda.Unknown");
    }

    @Test
    void aMissingFunctionIsNamedInFull() {
        Result.Failed failed = (Result.Failed) invoke("{\"FunctionName\":\"none\"}");

        assertThat(failed.error()).isEqualTo("Lambda.ResourceNotFoundException");
        assertThat(failed.cause())
                .isEqualTo(
                        "Function not found: arn:aws:lambda:us-east-1:123456789012:function:none:$LATEST (Service: AWSLambda;"
                                + " Status Code: 404; Error Code: ResourceNotFoundException; Request ID: request-1; Proxy: null)");
    }

    @Test
    void theServicesRefusalsHaveTheirNames() {
        assertThat(((Result.Failed) byArn("busy", "{}")).error()).isEqualTo("Lambda.TooManyRequestsException");
        assertThat(((Result.Failed) byArn("broken", "{}")).error()).isEqualTo("Lambda.ServiceException");
    }

    @Test
    void anAnswerBeyondTheLimitIsNotReadToItsEnd() {
        assertThat(((Result.Failed) byArn("large", "{}")).error()).isEqualTo("States.DataLimitExceeded");
    }

    @Test
    void nobodyThereIsATransportError() {
        server.close();
        assertThat(((Result.Failed) byArn("echo", "{}")).error()).isEqualTo("Lambda.SdkClientException");
    }

    @Test
    void withoutAnEndpointTheTaskSaysSo() {
        Connector nowhere = new FunctionConnector(web, question -> Optional.empty());
        assertThat(((Result.Failed) Questions.ask(nowhere, Questions.of(INVOKE, "{\"FunctionName\":\"f\"}"))).cause())
                .contains("No endpoint");
    }

    @Test
    void aNameIsConnectedToAtTheAddressThatWasChecked() throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        Egress egress = new Egress(List.of(Network.parse("127.0.0.0/8")), host -> List.of(loopback));
        try (Web pinned = new Web(egress)) {
            URI endpoint =
                    URI.create("http://functions.example:" + server.endpoint().getPort());
            Result result = Questions.ask(
                    new FunctionConnector(pinned, question -> Optional.of(endpoint)),
                    Questions.of(INVOKE, "{\"FunctionName\":\"echo\",\"Payload\":1}"));
            assertThat(result).isInstanceOf(Result.Succeeded.class);
            assertThat(server.seen().get(0).headers()).containsEntry("Host", List.of(endpoint.getAuthority()));
        }
    }

    @Test
    void aPrivateAddressIsRefusedUnlessItIsAllowed() {
        try (Web strict = new Web(new Egress(List.of(), Egress.Resolver::system))) {
            Result result = Questions.ask(
                    new FunctionConnector(strict, question -> Optional.of(server.endpoint())),
                    Questions.of(INVOKE, "{\"FunctionName\":\"echo\"}"));
            assertThat(((Result.Failed) result).error()).isEqualTo("Lambda.SdkClientException");
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void anAnswerDoesNotBreakOffTheNextRequestOfItsConnection() throws Exception {
        for (int round = 0; round < 25; round++) {
            List<CompletableFuture<Result>> asked = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                asked.add(connector
                        .ask(Questions.of("arn:aws:lambda:us-east-1:123456789012:function:echo", "{\"n\":" + i + "}"))
                        .toCompletableFuture());
            }
            for (int i = 0; i < asked.size(); i++) {
                assertThat(asked.get(i).get(60, TimeUnit.SECONDS))
                        .isEqualTo(new Result.Succeeded(Payload.of("{\"n\":" + i + "}")));
            }
        }
    }
}
