package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.stepwell.standalone.folder.CredentialsFile;
import dev.stepwell.standalone.stores.Stores;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The whole process among clients that mean it ill; what they do is made from a seed that the failure tells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileClientsTest {
    private static final long SEED = Long.getLong("stepwell.test.seed", 20_261_126L);
    private static final int WIRE = 5_000;
    private static final int GRPC = 2_000;
    private static final long MEGABYTE = 1 << 20;
    private static final List<String> REFUSALS = List.of(
            "SerializationException",
            "ValidationException",
            "RequestEntityTooLargeException",
            "InvalidArn",
            "InvalidName");

    private Stores stores;
    private Server server;
    private Spelling.Place place;
    private Map<String, String> keys;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        Options options = OptionsReader.read(
                "--data",
                data.toString(),
                "--cache",
                "target/cache",
                "--http-port",
                "0",
                "--grpc-port",
                "0",
                "--quotas",
                "off");
        stores = Stores.embedded(options.data(), options.cache());
        server = Server.start(options, stores.access());
        server.awaitReady(options);
        Credentials.write(options, server);
        keys = new CredentialsFile(options.data()).read();
        place = Spelling.Place.of(server.http(), server.grpc().orElseThrow());
    }

    @AfterAll
    void stop() {
        place.close();
        server.close();
        stores.close();
    }

    /** Whatever was done to it, an honest client is served by each of the three protocols. */
    @AfterEach
    void isStillThere() throws Exception {
        assertThat(aws("ListActivities", "{}".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
        assertThat(rest("GET", "stateMachines", new byte[0]).statusCode()).isEqualTo(200);
        assertThat(grpc("stepwell.sfn.v1.StepFunctions/ListActivities", new byte[0])
                        .getCode())
                .isEqualTo(Status.Code.OK);
    }

    @Test
    void documentsThatAreBombsAreRefused() throws Exception {
        Map<String, byte[]> documents = HostileJson.documents();
        assertThat(documents.size()).isGreaterThanOrEqualTo(60);
        long before = held();
        documents.forEach((name, document) -> {
            try {
                HttpResponse<String> aws = aws("StartExecution", document);
                assertThat(aws.statusCode())
                        .as("AWS JSON, %s: %s", name, aws.body())
                        .isBetween(400, 499);
                assertThat(REFUSALS).as(name).anyMatch(error -> aws.body().contains(error));
                HttpResponse<String> rest = rest("POST", "stateMachines", document);
                assertThat(rest.statusCode())
                        .as("REST, %s: %s", name, rest.body())
                        .isBetween(400, 499);
                assertThat(REFUSALS)
                        .as("REST, %s: %s", name, rest.body())
                        .anyMatch(error -> rest.body().contains(error));
                Status grpc = grpc("stepwell.sfn.v1.StepFunctions/CreateStateMachine", definition(document));
                assertThat(grpc.getCode())
                        .as("gRPC, %s: %s", name, grpc.getDescription())
                        .isIn(
                                Status.Code.INVALID_ARGUMENT,
                                Status.Code.FAILED_PRECONDITION,
                                Status.Code.RESOURCE_EXHAUSTED,
                                Status.Code.CANCELLED);
            } catch (IOException e) {
                throw new UncheckedIOException(name, e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(name, e);
            }
        });
        assertThat(held() - before).as("bytes that are held on to").isLessThan(64 * MEGABYTE);
    }

    /** What is used when all that can be thrown away is. */
    private static long held() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A request whose definition, its second field, is that document. */
    private static byte[] definition(byte[] document) {
        ByteString bytes = UnsafeByteOperations.unsafeWrap(document);
        return com.google.protobuf.UnknownFieldSet.newBuilder()
                .addField(1, field(ByteString.copyFromUtf8("m")))
                .addField(2, field(bytes))
                .addField(3, field(ByteString.copyFromUtf8("arn:aws:iam::123456789012:role/any")))
                .build()
                .toByteArray();
    }

    private static com.google.protobuf.UnknownFieldSet.Field field(ByteString value) {
        return com.google.protobuf.UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(value)
                .build();
    }

    @Test
    void whatIsAlmostHttpIsNoFaultOfTheServer() throws Exception {
        HostileWire wire = new HostileWire(SEED);
        List<Callable<List<Integer>>> sends = new ArrayList<>();
        for (int i = 0; i < WIRE; i++) {
            byte[] request = wire.next();
            sends.add(() -> {
                List<Integer> statuses =
                        HostileWire.send("127.0.0.1", server.http().getPort(), request);
                assertThat(statuses)
                        .as(new String(request, StandardCharsets.ISO_8859_1))
                        .allMatch(status -> status < 500 || status == 501 || status == 505);
                return statuses;
            });
        }
        Map<Integer, Integer> seen = new TreeMap<>();
        for (List<Integer> statuses : all(sends)) {
            statuses.forEach(status -> seen.merge(status, 1, Integer::sum));
        }
        System.getLogger("hostile").log(System.Logger.Level.INFO, "seed {0}, answers by status: {1}", SEED, seen);
        assertThat(seen.keySet()).contains(400, 404);
    }

    @Test
    void whatIsAlmostGrpcIsNoFaultOfTheServer() throws Exception {
        Random random = new Random(SEED);
        List<Callable<Status.Code>> calls = new ArrayList<>();
        List<String> methods = List.of(
                "sfn.v1.StepFunctions/ListActivities",
                "sfn.v1.StepFunctions/StartExecution",
                "sfn.v1.StepFunctions/CreateStateMachine",
                "sfn.v1.StepFunctions/SendTaskSuccess",
                "sfn.v1.StepFunctions/DescribeExecution",
                "sfn.v1.StepFunctions/None",
                "worker.v1.Workers/Work");
        byte[] model = definition("{\"StartAt\": \"A\"}".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < GRPC; i++) {
            String method = "stepwell." + methods.get(random.nextInt(methods.size()));
            byte[] message = mutated(random, model);
            calls.add(() -> {
                Status status = grpc(method, message);
                assertThat(status.getCode())
                        .as("%s %s: %s", method, java.util.HexFormat.of().formatHex(message), status.getDescription())
                        .isNotIn(
                                Status.Code.INTERNAL,
                                Status.Code.UNKNOWN,
                                Status.Code.DEADLINE_EXCEEDED,
                                Status.Code.UNAVAILABLE);
                return status.getCode();
            });
            byte[] frames = frames(random);
            calls.add(() -> {
                HostileWire.send("127.0.0.1", server.grpc().orElseThrow().getPort(), frames);
                return Status.Code.OK;
            });
        }
        Map<Status.Code, Integer> seen = new TreeMap<>();
        all(calls).forEach(code -> seen.merge(code, 1, Integer::sum));
        System.getLogger("hostile").log(System.Logger.Level.INFO, "seed {0}, answers by code: {1}", SEED, seen);
        assertThat(seen.keySet()).contains(Status.Code.INVALID_ARGUMENT);
    }

    private static byte[] mutated(Random random, byte[] model) {
        byte[] message = model.clone();
        switch (random.nextInt(4)) {
            case 0 -> message = java.util.Arrays.copyOf(message, random.nextInt(message.length));
            case 1 -> random.nextBytes(message = new byte[random.nextInt(200)]);
            case 2 ->
                java.util.Arrays.fill(message = new byte[random.nextInt(20_000)], (byte) 0x0b); // groups in groups
            default -> {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    message[random.nextInt(message.length)] = (byte) random.nextInt(256);
                }
            }
        }
        return message;
    }

    /** HTTP/2's preface, and then frames of any kind with anything in them: pings, resets, settings, headers without an end. */
    private static byte[] frames(Random random) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        if (random.nextInt(8) > 0) {
            bytes.writeBytes(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
        }
        for (int i = random.nextInt(40); i >= 0; i--) {
            byte[] payload = new byte[random.nextInt(4) == 0 ? 8 : random.nextInt(64)];
            random.nextBytes(payload);
            int length = random.nextInt(10) == 0 ? random.nextInt(1 << 24) : payload.length;
            bytes.writeBytes(new byte[] {
                (byte) (length >> 16),
                (byte) (length >> 8),
                (byte) length,
                (byte) random.nextInt(12),
                (byte) random.nextInt(256),
                0,
                0,
                0,
                (byte) random.nextInt(16)
            });
            bytes.writeBytes(payload);
        }
        return bytes.toByteArray();
    }

    @Test
    void metadataHasAnEnd() {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("x-much", Metadata.ASCII_STRING_MARSHALLER), "m".repeat(65_536));
        Channel channel =
                ClientInterceptors.intercept(place.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
        assertThat(call(channel, "stepwell.sfn.v1.StepFunctions/ListActivities", new byte[0])
                        .getCode())
                .isIn(
                        Status.Code.INTERNAL,
                        Status.Code.RESOURCE_EXHAUSTED,
                        Status.Code.UNKNOWN); // as the client words a status 431
    }

    private static <T> List<T> all(List<Callable<T>> tasks) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            for (Future<T> each : threads.invokeAll(tasks)) {
                results.add(each.get(2, TimeUnit.MINUTES));
            }
        }
        return results;
    }

    private HttpResponse<String> aws(String action, byte[] body) throws IOException, InterruptedException {
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(place.http())
                .putHeader("X-Amz-Target", "AWSStepFunctions." + action)
                .build();
        HttpRequest.Builder request = HttpRequest.newBuilder(place.http()).POST(BodyPublishers.ofByteArray(body));
        AwsV4HttpSigner.create()
                .sign(r -> r.request(unsigned)
                        .identity(AwsCredentialsIdentity.create(
                                keys.get("AWS_ACCESS_KEY_ID"), keys.get("AWS_SECRET_ACCESS_KEY")))
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "states")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request()
                .forEachHeader((name, values) -> {
                    if (!name.equalsIgnoreCase("Host")) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        return place.client().send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> rest(String method, String path, byte[] body)
            throws IOException, InterruptedException {
        return place.client()
                .send(
                        HttpRequest.newBuilder(URI.create(place.http() + "v1/" + path))
                                .header("Authorization", "Bearer " + keys.get("STEPWELL_API_KEY"))
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private Status grpc(String method, byte[] message) {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + keys.get("STEPWELL_API_KEY"));
        return call(
                ClientInterceptors.intercept(place.channel(), MetadataUtils.newAttachHeadersInterceptor(headers)),
                method,
                message);
    }

    private static Status call(Channel channel, String method, byte[] message) {
        MethodDescriptor<byte[], byte[]> raw = MethodDescriptor.<byte[], byte[]>newBuilder(
                        Bytes.INSTANCE, Bytes.INSTANCE)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(method)
                .build();
        try {
            ClientCalls.blockingUnaryCall(
                    channel, raw, CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS), message);
            return Status.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus();
        }
    }

    /** Messages as they are. */
    private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
        INSTANCE;

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
