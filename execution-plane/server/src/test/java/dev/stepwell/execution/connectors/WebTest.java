package dev.stepwell.execution.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.stepwell.contracts.calling.Network;
import dev.stepwell.execution.fakes.Canary;
import dev.stepwell.execution.fakes.Letterbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the way out calls, and how much it takes of whoever answers (target S11). */
class WebTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Network> ONE_ADDRESS = List.of(Network.parse("127.0.0.1/32"));
    private static final int CAP = 100_000;

    private final AtomicInteger resolved = new AtomicInteger();

    /** A name of somebody's own whose address is another each time one asks. */
    private List<InetAddress> rebinding(String host) throws java.net.UnknownHostException {
        return List.of(InetAddress.getByName(resolved.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2"));
    }

    private static Web.Answer post(Web web, String uri, Duration timeout) {
        return web.post(URI.create(uri), Map.of(), new byte[] {1}, timeout, CAP)
                .toCompletableFuture()
                .orTimeout(120, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void aNameIsResolvedOnceAndWhatWasCheckedIsCalled() {
        try (Letterbox honest = new Letterbox(letter -> Letterbox.Answer.of("hello"));
                Canary canary =
                        Canary.on(address("127.0.0.2"), honest.endpoint().getPort());
                Web web = new Web(new Egress(ONE_ADDRESS, this::rebinding))) {
            String uri = "http://rebind.example:" + honest.endpoint().getPort() + "/";

            assertThat(post(web, uri, PATIENCE).status()).isEqualTo(200);
            assertThat(resolved).hasValue(1);
            assertThat(honest.seen.peek().headers().get("Host"))
                    .containsExactly("rebind.example:" + honest.endpoint().getPort());
            assertThat(catchThrowable(() -> post(web, uri, PATIENCE))).isInstanceOf(Egress.Refused.class);
            assertThat(canary.calls()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:{p}/",
                "//127.0.0.2:{p}/",
                "https://127.0.0.2:{p}/",
                "http://2130706434:{p}/",
                "http://[::ffff:127.0.0.2]:{p}/",
                "http://user@127.0.0.2:{p}/",
                "file:///etc/passwd",
                "gopher://127.0.0.2:{p}/"
            })
    void whereAnAnswerLeadsNobodyGoes(String location) {
        for (int status : new int[] {300, 301, 302, 303, 305, 307, 308, 401, 407, 200}) {
            try (Canary canary = Canary.on(address("127.0.0.2"), 0);
                    Letterbox honest = new Letterbox(letter -> new Letterbox.Answer(
                            status,
                            "",
                            Map.of(
                                    "Location",
                                    location.replace("{p}", Integer.toString(canary.port())),
                                    "Refresh",
                                    "0; url=http://127.0.0.2:" + canary.port(),
                                    "Alt-Svc",
                                    "h2=\"127.0.0.2:" + canary.port() + "\"",
                                    "WWW-Authenticate",
                                    "Basic realm=\"x\"")));
                    Web web = new Web(new Egress(ONE_ADDRESS, Egress.Resolver::system))) {
                assertThat(post(web, honest.endpoint().toString() + "/", PATIENCE)
                                .status())
                        .isEqualTo(status);
                assertThat(honest.seen).hasSize(1);
                assertThat(canary.calls()).isZero();
            }
        }
    }

    @Test
    void overTlsTheCheckedAddressIsCalledToo(@TempDir Path folder) throws Exception {
        KeyStore store = certificate(folder, "pinned.example");
        HttpsServer server = https(store);
        int port = server.getAddress().getPort();
        try (Canary canary = Canary.on(address("127.0.0.2"), port);
                Web web = new Web(new Egress(ONE_ADDRESS, this::rebinding), trusting(store))) {
            // Only the resolver of this test knows the name: whoever asked another one would get nowhere.
            assertThat(new String(
                            post(web, "https://pinned.example:" + port + "/", PATIENCE)
                                    .body(),
                            StandardCharsets.UTF_8))
                    .isEqualTo("pinned.example:" + port);
            assertThat(canary.calls()).isZero();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void overTlsAnAddressHasToShowTheNameThatWasAskedFor(@TempDir Path folder) throws Exception {
        KeyStore store = certificate(folder, "pinned.example");
        HttpsServer server = https(store);
        String port = ":" + server.getAddress().getPort() + "/";
        try (Web web = new Web(
                new Egress(ONE_ADDRESS, host -> List.of(InetAddress.getByName("127.0.0.1"))), trusting(store))) {
            post(web, "https://pinned.example" + port, PATIENCE);
            for (String other : new String[] {"https://other.example", "https://127.0.0.1"}) {
                Throwable why = catchThrowable(() -> post(web, other + port, PATIENCE));
                assertThat(why)
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(javax.net.ssl.SSLException.class);
            }
        } finally {
            server.stop(0);
        }
        try (Web web = new Web(new Egress(ONE_ADDRESS, host -> List.of(InetAddress.getByName("127.0.0.1"))))) {
            HttpsServer again = https(store);
            assertThat(catchThrowable(() -> post(
                            web, "https://pinned.example:" + again.getAddress().getPort() + "/", PATIENCE)))
                    .hasCauseInstanceOf(javax.net.ssl.SSLException.class);
            again.stop(0);
        }
    }

    /** 64 MB of zeros in 64 KB: nobody unpacks it, and more than the cap is not even taken. */
    @Test
    void whatIsPackedStaysPackedAndIsCapped() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
        }
        byte[] bomb = packed.toByteArray();
        assertThat(bomb.length).isLessThan(CAP);
        try (Talker talker = new Talker(out -> {
                    out.write(
                            ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    out.write(bomb);
                });
                Web web = new Web(new Egress(ONE_ADDRESS, Egress.Resolver::system))) {
            assertThat(post(web, talker.uri(), PATIENCE).body()).isEqualTo(bomb);
        }
    }

    @Test
    void aBodyWithoutAnEndIsTooLarge() {
        try (Talker talker = new Talker(out -> {
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write(new byte[8_192]);
                    }
                });
                Web web = new Web(new Egress(ONE_ADDRESS, Egress.Resolver::system))) {
            assertThat(catchThrowable(() -> post(web, talker.uri(), PATIENCE))).hasCauseInstanceOf(Web.TooLarge.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            })
    void whoeverAnswersByteByByteIsLeft(String beginning) {
        boolean headers = !beginning.endsWith("\r\n\r\n");
        try (Talker talker = new Talker(out -> {
                    out.write(beginning.getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    for (int i = 0; ; i++) {
                        String some = headers
                                ? beginning.isEmpty() ? "" : "X" + i + ": 1\r\n"
                                : beginning.contains("chunked") ? "1\r\nx\r\n" : "x";
                        out.write(some.getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    }
                });
                Web web = new Web(new Egress(ONE_ADDRESS, Egress.Resolver::system))) {
            assertThat(catchThrowable(() -> post(web, talker.uri(), Duration.ofMillis(500))))
                    .hasCauseInstanceOf(java.net.http.HttpTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Injected: 1", "a\nX-Injected: 1", "a\rb", "a\u0000b"})
    void noHeaderBringsAnother(String value) {
        try (Letterbox honest = new Letterbox(letter -> Letterbox.Answer.of("hello"));
                Web web = new Web(new Egress(ONE_ADDRESS, Egress.Resolver::system))) {
            for (Map<String, String> headers : List.of(Map.of("X-One", value), Map.of("X" + value, "1"))) {
                assertThat(catchThrowable(
                                () -> web.post(honest.endpoint().resolve("/"), headers, new byte[0], PATIENCE, CAP)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(honest.seen).isEmpty();
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static KeyStore certificate(Path folder, String name) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "k",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.out").toFile())
                .start();
        assertThat(made.waitFor()).as(() -> folder.toString()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        return store;
    }

    private static javax.net.ssl.TrustManager @Nullable [] trusting(KeyStore store) throws Exception {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("k", store.getCertificate("k"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(certificates);
        return factory.getTrustManagers();
    }

    /** Says whom it was asked for. */
    private static HttpsServer https(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(address("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        answer(server);
        server.start();
        return server;
    }

    private static void answer(HttpServer server) {
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestHeaders().getFirst("Host").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
    }

    /** Says something to whoever calls, whatever he asks. */
    private static final class Talker implements AutoCloseable {
        private final ServerSocket listening;

        interface Speech {
            void to(OutputStream out) throws IOException;
        }

        Talker(Speech speech) {
            try {
                listening = new ServerSocket(0, 50, address("127.0.0.1"));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            Thread.ofVirtual().start(() -> talk(speech));
        }

        private void talk(Speech speech) {
            while (!listening.isClosed()) {
                try (Socket caller = listening.accept()) {
                    var unused = caller.getInputStream().read();
                    speech.to(caller.getOutputStream());
                    // To close with something unread would take back what he has not read yet.
                    caller.shutdownOutput();
                    caller.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // He hung up, or it is the end.
                }
            }
        }

        String uri() {
            return "http://127.0.0.1:" + listening.getLocalPort() + "/";
        }

        @Override
        public void close() {
            try {
                listening.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
