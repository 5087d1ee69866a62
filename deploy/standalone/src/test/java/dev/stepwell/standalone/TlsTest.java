package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stepwell.standalone.folder.CredentialsFile;
import dev.stepwell.standalone.stores.Stores;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
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

/** The whole process over TLS, asked by clients that believe the test's authority alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestAuthority authority;
    private Path certificate;
    private Path key;
    private Options options;
    private Stores stores;
    private Server server;
    private Map<String, String> credentials;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        authority = new TestAuthority(folder);
        certificate = folder.resolve("server.pem");
        key = folder.resolve("server.key");
        show(authority, "first");
        options = OptionsReader.read(
                "--data",
                folder.resolve("data").toString(),
                "--cache",
                "target/cache",
                "--http-port",
                "0",
                "--grpc-port",
                "0",
                "--tls-cert",
                certificate.toString(),
                "--tls-key",
                key.toString());
        Files.createDirectories(options.data());
        stores = Stores.embedded(options.data(), options.cache());
        server = Server.start(options, stores.access());
        server.awaitReady(options);
        Credentials.write(options, server);
        credentials = new CredentialsFile(options.data()).read();
    }

    @AfterAll
    void stop() {
        server.close();
        stores.close();
    }

    private X509Certificate show(TestAuthority by, String name, String... further) throws Exception {
        X509Certificate signed = by.sign(name, further);
        by.putChain(name, certificate);
        by.putKey(name, key);
        return signed;
    }

    @Test
    void awsClientForJavaAsksByHttps() throws Exception {
        assertThat(credentials.get("AWS_ENDPOINT_URL")).startsWith("https://127.0.0.1:");
        try (SfnClient client = SfnClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().tlsTrustManagersProvider(() -> trusted(authority)))
                .endpointOverride(URI.create(credentials.get("AWS_ENDPOINT_URL")))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        credentials.get("AWS_ACCESS_KEY_ID"), credentials.get("AWS_SECRET_ACCESS_KEY"))))
                .build()) {
            String arn = client.createActivity(r -> r.name("encrypted")).activityArn();
            assertThat(client.describeActivity(r -> r.activityArn(arn)).name()).isEqualTo("encrypted");
        }
    }

    private static javax.net.ssl.TrustManager[] trusted(TestAuthority authority) {
        try {
            return authority.trust().getTrustManagers();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void grpcIsEncrypted() throws Exception {
        assertThat(credentials).containsEntry("STEPWELL_TLS", "true");
        String target = credentials.get("STEPWELL_GRPC");
        ManagedChannel channel = NettyChannelBuilder.forTarget(target)
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(authority.pem().toFile())
                        .build())
                .build();
        ManagedChannel plain =
                NettyChannelBuilder.forTarget(target).usePlaintext().build();
        try {
            assertThat(status(channel)).isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
            assertThatThrownBy(() -> status(plain)).hasMessageContaining("UNAVAILABLE");
        } finally {
            channel.shutdownNow();
            plain.shutdownNow();
        }
    }

    private static HealthCheckResponse.ServingStatus status(ManagedChannel channel) {
        return HealthGrpc.newBlockingStub(channel)
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus();
    }

    @Test
    void browsersAreToldToStayAndToKeepTheirCookie() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(authority.client()).build();
        HttpResponse<String> page = client.send(
                HttpRequest.newBuilder(URI.create(credentials.get("STEPWELL_ENDPOINT") + "/"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        HttpResponse<String> session = client.send(
                HttpRequest.newBuilder(URI.create(credentials.get("STEPWELL_ENDPOINT") + "/v1/session"))
                        .header("Content-Type", "application/json")
                        .header("Origin", credentials.get("STEPWELL_ENDPOINT"))
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"apiKey\": \"" + credentials.get("STEPWELL_API_KEY") + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(session.headers().firstValue("Set-Cookie").orElseThrow()).contains("; Secure");
    }

    @Test
    void aNewPairIsShownToWhoComesThenAndABadOneToNobody() throws Exception {
        try (SSLSocket open = connect()) {
            X509Certificate before = shown(open);
            X509Certificate second = show(authority, "second");
            await().atMost(PATIENCE).until(() -> shownNow().equals(second));
            assertThat(get(open, "/health")).contains("\"status\":\"UP\"");
            assertThat(shown(open)).isEqualTo(before).isNotEqualTo(second);

            authority.sign("third");
            authority.putKey("third", key);
            await().atMost(PATIENCE).until(() -> health().contains("the key does not belong to the certificate"));
            assertThat(shownNow()).isEqualTo(second);

            assertThat(authority.sign("expired", "-startdate", "-9d").getNotAfter())
                    .isInThePast();
            authority.putChain("expired", certificate);
            authority.putKey("expired", key);
            await().atMost(PATIENCE).until(() -> health().contains("ran out"));
            assertThat(shownNow()).isEqualTo(second);

            Files.delete(certificate);
            await().atMost(PATIENCE).until(() -> health().contains("cannot be read"));
            assertThat(shownNow()).isEqualTo(second);

            authority.putChain("third", certificate);
            authority.putKey("third", key);
            await().atMost(PATIENCE).until(() -> !health().contains("refused"));
            assertThat(shownNow()).isNotEqualTo(second);
        }
    }

    private X509Certificate shownNow() throws Exception {
        try (SSLSocket socket = connect()) {
            return shown(socket);
        }
    }

    private String health() throws Exception {
        try (SSLSocket socket = connect()) {
            return get(socket, "/health");
        }
    }

    private SSLSocket connect() throws Exception {
        SSLSocket socket = (SSLSocket) authority
                .client()
                .getSocketFactory()
                .createSocket("127.0.0.1", server.http().getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.startHandshake();
        return socket;
    }

    private static X509Certificate shown(SSLSocket socket) throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    /** One request on a connection that stays open. */
    private static String get(SSLSocket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        String length = head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
        return new String(socket.getInputStream().readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }
}
