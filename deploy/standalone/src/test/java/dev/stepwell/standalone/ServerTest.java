package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.standalone.folder.CredentialsFile;
import dev.stepwell.standalone.stores.Stores;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole process on real stores, asked over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private Options options;
    private Stores stores;
    private Server server;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        options = OptionsReader.read(
                "--data", data.toString(), "--cache", "target/cache", "--http-port", "0", "--grpc-port", "0");
        stores = Stores.embedded(options.data(), options.cache());
        server = Server.start(options, stores.access());
        server.awaitReady(options);
    }

    @AfterAll
    void stop() {
        server.close();
        stores.close();
    }

    @Test
    void theFirstStartAloneMakesKeys() throws Exception {
        assertThat(Credentials.write(options, server)).isTrue();
        Map<String, String> first = new CredentialsFile(options.data()).read();
        assertThat(first.keySet())
                .contains(
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_DEFAULT_REGION",
                        "AWS_REGION",
                        "AWS_ENDPOINT_URL",
                        "STEPWELL_ENDPOINT",
                        "STEPWELL_GRPC",
                        "STEPWELL_API_KEY",
                        "STEPWELL_ACCOUNT");
        assertThat(first.get("STEPWELL_ACCOUNT")).matches("[0-9]{12}");
        assertThat(Credentials.write(options, server)).isFalse();
        assertThat(new CredentialsFile(options.data()).read()).isEqualTo(first);
        assertThat(Welcome.text(options, server, true)).contains(first.get("AWS_ENDPOINT_URL"), "create-state-machine");
    }

    @Test
    void healthNamesTheStores() throws Exception {
        HttpResponse<String> health = get("/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"status\":\"UP\"", "\"postgres\"", "\"redis\"");
        assertThat(health.body()).doesNotContain("jdbc", "password");
    }

    @Test
    void theFiguresAreForTheOperatorAlone() throws Exception {
        String key = Files.readString(options.data().resolve("metrics.key")).strip();
        HttpResponse<String> figures = get("/metrics", "Authorization", "Bearer " + key);
        assertThat(figures.statusCode()).isEqualTo(200);
        assertThat(header(figures, "content-type")).startsWith("text/plain; version=0.0.4");
        assertThat(figures.body())
                .contains(
                        "stepwell_commit_groups_total",
                        "hikaricp_connections_active{pool=\"execution\"",
                        "jvm_memory_");
        for (String shown : new String[] {"Bearer ", "Bearer x" + key, "Basic " + key, key}) {
            HttpResponse<String> refused = get("/metrics", "Authorization", shown);
            assertThat(refused.statusCode()).as(shown).isEqualTo(401);
            assertThat(refused.body()).doesNotContain("stepwell_");
        }
        assertThat(get("/metrics").statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "Accept", "text/html").statusCode()).isEqualTo(401);
    }

    @Test
    void thePageMayLoadOnlyWhatIsOurs() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "content-security-policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(header(page, "cache-control")).isEqualTo("no-cache");
        assertThat(page.body()).contains("<title>Stepwell</title>").doesNotContain("<script>", "style=");
        HttpResponse<String> again = get("/", "If-None-Match", header(page, "etag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void scriptsComePackedAndAreKeptForEver() throws Exception {
        Matcher script = Pattern.compile("/assets/[^\"]+\\.js").matcher(get("/").body());
        assertThat(script.find()).isTrue();
        HttpResponse<String> packed = get(script.group(), "Accept-Encoding", "gzip, br");
        assertThat(header(packed, "content-encoding")).isEqualTo("br");
        assertThat(header(packed, "cache-control")).contains("immutable");
        assertThat(header(get(script.group(), "Accept-Encoding", "gzip, br;q=0"), "content-encoding"))
                .isEqualTo("gzip");
        HttpResponse<String> plain = get(script.group());
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(plain.body().length()).isGreaterThan(packed.body().length());
    }

    @Test
    void nothingElseOfTheClassPathIsServed() throws Exception {
        for (String path : new String[] {
            "/files.txt", "/assets/nothing.js", "/assets/..%2ffiles.txt", "/assets/..%2f..%2fstandalone%2fServer.class"
        }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.http().getPort() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
