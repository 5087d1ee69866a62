package dev.stepwell.execution.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Network;
import dev.stepwell.contracts.events.v1.CreateConnectionApiKeyAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionOAuthClientRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionOAuthRequestParameters;
import dev.stepwell.contracts.internal.v1.ConnectionHolder;
import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.execution.connectors.Egress;
import dev.stepwell.execution.connectors.FunctionConnector;
import dev.stepwell.execution.connectors.Questions;
import dev.stepwell.execution.connectors.Web;
import dev.stepwell.execution.fakes.Canary;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Addresses that lead inside (target S11), by every way that a tenant has to have something called: the corpus of {@code ssrf.txt} × the doors
 * below. Each is refused, and a listener on all addresses of this machine is never called.
 */
class ForgeryCorpusTest {
    /** What names lead to: some to the inside, some to both. All others lead nowhere. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "localhost", List.of("127.0.0.1", "::1"),
            "inside.example", List.of("127.0.0.1"),
            "mixed.example", List.of("8.8.8.8", "127.0.0.1"),
            "mapped.example", List.of("::ffff:127.0.0.1"),
            "linklocal.example", List.of("169.254.169.254"));

    private final Canary canary = Canary.everywhere();
    private final Web web = new Web(new Egress(List.of(), ForgeryCorpusTest::resolve));

    @AfterEach
    void close() {
        web.close();
        canary.close();
    }

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        List<String> known = NAMES.get(host.toLowerCase(java.util.Locale.ROOT));
        if (known != null) {
            return known.stream().map(ForgeryCorpusTest::literal).toList();
        }
        if (host.matches("0[0-7]+(\\..*)?")) {
            return List.of(literal("127.0.0.1")); // octal, as many a C library reads it
        }
        if (!host.matches("[0-9a-fA-FxX.:%]+|.*:.*")) {
            throw new UnknownHostException(host);
        }
        return Egress.Resolver.system(host);
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A way to have an address called. */
    private interface Door {
        /** Whether it was refused. */
        boolean refuses(String address);
    }

    private Map<String, Door> doors() {
        return Map.of(
                "the endpoint of an HTTP task",
                address -> fails(
                        new HttpConnector(web, (question, arn) -> apiKey(), () -> 0), "http:invoke", task(address)),
                "the authorization endpoint of a connection",
                address -> fails(
                        new HttpConnector(web, (question, arn) -> oauth(address), () -> 0),
                        "http:invoke",
                        task("http://public.example/")),
                "the endpoint of an API",
                address -> fails(
                        new ApiConnector(web, Optional.empty()),
                        "apigateway:invoke",
                        api(address.replaceFirst("^https?://", ""))),
                "the path of an API",
                address -> fails(
                        new ApiConnector(web, Optional.empty()),
                        "apigateway:invoke",
                        path(address.replaceFirst("^https?:/", ""))),
                "an endpoint of functions",
                this::functionsRefuse,
                "a webhook, and whatever else there may be",
                this::postRefuses);
    }

    private static boolean fails(
            dev.stepwell.execution.connectors.Connector connector, String resource, String arguments) {
        return Questions.ask(connector, resource, arguments) instanceof Result.Failed;
    }

    private boolean functionsRefuse(String address) {
        try {
            URI endpoint = URI.create(address);
            return fails(
                    new FunctionConnector(web, question -> Optional.of(endpoint)),
                    "lambda:invoke",
                    "{\"FunctionName\":\"f\"}");
        } catch (IllegalArgumentException e) {
            return true; // no operator gets as far as that
        }
    }

    private boolean postRefuses(String address) {
        try {
            web.post(URI.create(address), Map.of(), new byte[] {1}, Duration.ofSeconds(20), 1_000)
                    .toCompletableFuture()
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            return false;
        } catch (RuntimeException e) {
            return e instanceof Egress.Refused || e instanceof IllegalArgumentException;
        }
    }

    private static String task(String address) {
        return Json.write(object().put("ApiEndpoint", address)
                .put("Method", "GET")
                .set("Authentication", object().put("ConnectionArn", "arn")));
    }

    private static String api(String host) {
        return Json.write(object().put("ApiEndpoint", host).put("Method", "GET"));
    }

    /** The host of somebody's own, and a path that tries to be another. */
    private static String path(String path) {
        return Json.write(object().put("ApiEndpoint", "public.example")
                .put("Method", "GET")
                .put("Path", path));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Connections.Found apiKey() {
        return new Connections.Found.Authorized(ConnectionHolder.newBuilder()
                .setAuthorizationType("API_KEY")
                .setParameters(CreateConnectionAuthRequestParameters.newBuilder()
                        .setApiKeyAuthParameters(CreateConnectionApiKeyAuthRequestParameters.newBuilder()
                                .setApiKeyName("X-Api-Key")
                                .setApiKeyValue("canary")))
                .build());
    }

    private static Connections.Found oauth(String endpoint) {
        return new Connections.Found.Authorized(ConnectionHolder.newBuilder()
                .setAuthorizationType("OAUTH_CLIENT_CREDENTIALS")
                .setParameters(CreateConnectionAuthRequestParameters.newBuilder()
                        .setOauthParameters(CreateConnectionOAuthRequestParameters.newBuilder()
                                .setAuthorizationEndpoint(endpoint)
                                .setHttpMethod("POST")
                                .setClientParameters(CreateConnectionOAuthClientRequestParameters.newBuilder()
                                        .setClientId("me")
                                        .setClientSecret("canary"))))
                .build());
    }

    private List<String> corpus() {
        try (InputStream file = Objects.requireNonNull(
                Egress.class.getResourceAsStream("/dev/stepwell/execution/connectors/ssrf.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.replace("{p}", Integer.toString(canary.port()))
                            .replace("\\r", "\r")
                            .replace("\\n", "\n")
                            .replace("\\t", "\t")
                            .replace("\\\\", "\\"))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> noneIsCalled() {
        List<String> corpus = corpus();
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(150);
        return doors().entrySet().stream()
                .map(door -> dynamicTest(door.getKey(), () -> {
                    List<String> let = corpus.stream()
                            .filter(address -> !door.getValue().refuses(address))
                            .toList();
                    assertThat(let).as("let through").isEmpty();
                    assertThat(canary.calls()).isZero();
                }));
    }

    /** Otherwise the test above would say nothing. */
    @Test
    void theCanaryHearsWhatIsAllowed() {
        try (Web open = new Web(new Egress(List.of(Network.parse("127.0.0.0/8")), ForgeryCorpusTest::resolve))) {
            String mine = "http://inside.example:" + canary.port() + "/";
            HttpConnector connector = new HttpConnector(open, (question, arn) -> apiKey(), () -> 0);
            assertThat(fails(connector, "http:invoke", task(mine))).isTrue();
        }
        assertThat(canary.calls()).isPositive();
    }
}
