package dev.stepwell.standalone;

import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.standalone.folder.CredentialsFile;
import dev.stepwell.standalone.stores.Stores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.swf.SwfClient;

/** An installation of a process per role on embedded stores, the gateway with a login of its own that may do nothing else. */
final class Installation implements AutoCloseable {
    private static final String GATEWAY_PASSWORD = "only-looks";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Path key;
    private final Stores stores;

    Installation(Path data) throws IOException, SQLException {
        this.data = data;
        this.key = data.resolve("shared.key");
        MasterKey.loadOrCreate(key);
        this.stores = Stores.embedded(
                Files.createDirectories(data.resolve("stores")),
                Path.of("target/cache").toAbsolutePath());
        // As a database administrator would, before anything was started.
        sql(
                stores.access().postgres(),
                "CREATE ROLE sw_gateway NOLOGIN",
                "CREATE ROLE gate LOGIN PASSWORD '" + GATEWAY_PASSWORD + "'",
                "GRANT sw_gateway TO gate");
    }

    Options options(Role role, String... further) {
        return optionsIn(role, role.toString(), further);
    }

    /** Options of one process among several of its role, by the name of its folder. */
    private Options optionsIn(Role role, String folder, String... further) {
        String postgres =
                role == Role.GATEWAY ? gatewayLogin() : stores.access().postgres();
        String[] words = {
            "--data", data.resolve(folder).toString(),
            "--http-port", "0",
            "--grpc-port", "0",
            "--role", role.toString(),
            "--postgres", postgres,
            "--redis", stores.access().redis(),
            "--master-key", key.toString()
        };
        String[] all = new String[words.length + further.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(further, 0, all, words.length, further.length);
        return OptionsReader.read(all);
    }

    Server start(Role role) throws IOException {
        return start(role, role.toString());
    }

    /** Starts one process among several of its role. */
    Server start(Role role, String folder) throws IOException {
        Options options = optionsIn(role, folder);
        Files.createDirectories(options.data());
        Server server = Server.start(
                options,
                new Stores.Access(
                        options.external().orElseThrow().postgres(),
                        stores.access().redis()));
        Credentials.write(options, server);
        return server;
    }

    /** A client with the demo tenant's key, which tells of every refusal at once. */
    SfnClient client(Server gateway) throws IOException {
        return client(gateway, credential("AWS_ACCESS_KEY_ID"), credential("AWS_SECRET_ACCESS_KEY"));
    }

    SfnClient client(Server gateway, String id, String secret) {
        return SfnClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(Duration.ofSeconds(70)))
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + gateway.http().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /** A client of SWF with the demo tenant's key, which tells of every refusal at once. */
    SwfClient swf(Server gateway) throws IOException {
        return SwfClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(Duration.ofSeconds(70)))
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + gateway.http().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        credential("AWS_ACCESS_KEY_ID"), credential("AWS_SECRET_ACCESS_KEY"))))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /** What control's first start wrote down. */
    String credential(String name) throws IOException {
        return Optional.ofNullable(
                        new CredentialsFile(data.resolve("control")).read().get(name))
                .orElseThrow();
    }

    HttpResponse<String> health(Server server) throws IOException, InterruptedException {
        return health(server, "application/json");
    }

    /** What it says of its health to a client that takes such answers. */
    HttpResponse<String> health(Server server, String accepted) throws IOException, InterruptedException {
        URI health = URI.create("http://127.0.0.1:" + server.http().getPort() + "/health");
        HttpRequest request =
                HttpRequest.newBuilder(health).header("Accept", accepted).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** A request that a browser might send. */
    HttpRequest.Builder rest(Server gateway, String target) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.http().getPort() + target));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The lines of a stream as they come; closing it leaves. */
    Stream<String> lines(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofLines()).body();
    }

    String gatewayLogin() {
        return stores.access()
                .postgres()
                .replaceFirst("user=[^&]*", "user=gate")
                .replaceFirst("password=[^&]*", "password=" + GATEWAY_PASSWORD);
    }

    /** How many executions have not ended, as the database's owner sees them. */
    int running() throws SQLException {
        try (Connection connection = DriverManager.getConnection(stores.access().postgres());
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM execution.execution WHERE status = 'RUNNING'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** What the database's owner is told: the first two columns of each row. */
    List<Map.Entry<String, byte[]>> bytes(String query) throws SQLException {
        List<Map.Entry<String, byte[]>> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(stores.access().postgres());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(Map.entry(rows.getString(1), rows.getBytes(2)));
            }
        }
        return found;
    }

    static void sql(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Override
    public void close() {
        http.close();
        stores.close();
    }
}
