package dev.stepwell.execution.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.DeleteObjectRequest;
import dev.stepwell.contracts.platform.v1.GetObjectRequest;
import dev.stepwell.contracts.platform.v1.GetObjectResponse;
import dev.stepwell.contracts.platform.v1.ListObjectsRequest;
import dev.stepwell.contracts.platform.v1.ListObjectsResponse;
import dev.stepwell.contracts.platform.v1.PutObjectRequest;
import dev.stepwell.contracts.platform.v1.PutObjectResponse;
import dev.stepwell.contracts.platform.v1.StoredObject;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.journal.TestPostgres;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.journal.postgres.PostgresObjects;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.execution.ready.MemoryQueue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Objects that the platform keeps itself, as their owners and as executions write and read them. */
@Tag("postgres")
class ObjectsTest {
    private static final DataSource DATABASE = TestPostgres.migrated();
    private static final int MOST = 2_000_000;

    private final PostgresObjects store = new PostgresObjects(DATABASE);
    private final ObjectEndpoints endpoints = new ObjectEndpoints(store.within(tenant -> MOST));
    private final Caller caller = LiveNode.caller(ThreadLocalRandom.current().nextLong(1, 1L << 40), "123456789012");

    @SuppressWarnings("unchecked")
    private <A> A ask(Caller who, String action, com.google.protobuf.Message request) {
        return (A) endpoints.actions().find(action).orElseThrow().answer(who, request);
    }

    private PutObjectResponse put(String key, String body) {
        return ask(
                caller,
                "PutObject",
                PutObjectRequest.newBuilder()
                        .setBucket("bucket")
                        .setKey(key)
                        .setBody(body)
                        .build());
    }

    private PutObjectResponse append(String key, String body, String version) {
        return ask(
                caller,
                "PutObject",
                PutObjectRequest.newBuilder()
                        .setBucket("bucket")
                        .setKey(key)
                        .setBody(body)
                        .setAppendTo(version)
                        .build());
    }

    private GetObjectResponse get(String key, long offset) {
        return ask(
                caller,
                "GetObject",
                GetObjectRequest.newBuilder()
                        .setBucket("bucket")
                        .setKey(key)
                        .setOffset(offset)
                        .build());
    }

    private String whole(String key) {
        StringBuilder text = new StringBuilder();
        long offset = 0;
        while (true) {
            GetObjectResponse part = get(key, offset);
            text.append(part.getBody());
            if (!part.hasNextOffset()) {
                return text.toString();
            }
            assertThat(part.getNextOffset()).isGreaterThan(offset);
            offset = part.getNextOffset();
        }
    }

    private void delete(String key) {
        ask(
                caller,
                "DeleteObject",
                DeleteObjectRequest.newBuilder().setBucket("bucket").setKey(key).build());
    }

    @Test
    void whatIsWrittenInPartsIsReadInParts() {
        String first = "ä€😀x".repeat(40_000);
        String second = "öy".repeat(100_000);
        PutObjectResponse begun = put("k", first);
        assertThat(begun.getSize()).isEqualTo(400_000);

        PutObjectResponse longer = append("k", second, begun.getVersion());
        assertThat(longer.getSize()).isEqualTo(700_000);
        assertThat(whole("k")).isEqualTo(first + second);
        assertThat(get("k", 399_999).getBody()).startsWith("xöyöy");
        assertThatThrownBy(() -> get("k", 1)).hasMessage("The offset is not where a character begins.");
        assertThat(get("k", 700_000).getBody()).isEmpty();
    }

    @Test
    void oneOfTwoWhoAppendToAVersionIsRefused() {
        String version = put("k", "a").getVersion();
        append("k", "b", version);
        assertThatThrownBy(() -> append("k", "c", version))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("ConflictException"));
        assertThat(whole("k")).isEqualTo("ab");
    }

    @Test
    void ofWhatSeveralBeginAtOnceOneIsKeptAndNothingOfTheOthers() throws Exception {
        String body = "x".repeat(300_000);
        for (int round = 0; round < 10; round++) {
            String key = "k" + round;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int writer = 0; writer < 6; writer++) {
                    var unused = threads.submit(() ->
                            store.of(caller.tenant()).begin("bucket", key, body.getBytes(StandardCharsets.UTF_8)));
                }
            }
            assertThat(whole(key)).isEqualTo(body);
        }
        assertThat(piecesOfNobody()).isZero();
    }

    private long piecesOfNobody() throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT count(*) FROM execution.object_piece p WHERE p.tenant_id = ? AND NOT EXISTS"
                                + " (SELECT FROM execution.stored_object o WHERE o.tenant_id = p.tenant_id AND o.writing = p.writing)")) {
            statement.setLong(1, caller.tenant().value());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void anObjectTakesThePlaceOfAnother() {
        put("k", "longer than the other");
        put("k", "the other");
        assertThat(whole("k")).isEqualTo("the other");
        put("k", "");
        assertThat(whole("k")).isEmpty();
        delete("k");
        assertThatThrownBy(() -> get("k", 0))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("ResourceNotFoundException"));
    }

    @Test
    void keysAreListedInOrderAfterOneAnother() {
        for (String key : new String[] {"a/2", "a/10", "a/1", "b", "A"}) {
            put(key, key);
        }
        ListObjectsRequest two = ListObjectsRequest.newBuilder()
                .setBucket("bucket")
                .setPrefix("a/")
                .setMaxResults(2)
                .build();
        ListObjectsResponse first = ask(caller, "ListObjects", two);
        assertThat(first.getObjectsList()).extracting(StoredObject::getKey).containsExactly("a/1", "a/10");
        assertThat(first.getMore()).isTrue();
        ListObjectsResponse rest =
                ask(caller, "ListObjects", two.toBuilder().setStartAfter("a/10").build());
        assertThat(rest.getObjectsList()).extracting(StoredObject::getKey).containsExactly("a/2");
        assertThat(rest.getMore()).isFalse();
    }

    @Test
    void nobodySeesWhatIsAnothers() {
        put("k", "mine");
        Caller other = LiveNode.caller(caller.tenant().value() + 1, "999999999999");
        ListObjectsResponse listed = ask(
                other,
                "ListObjects",
                ListObjectsRequest.newBuilder().setBucket("bucket").build());
        assertThat(listed.getObjectsList()).isEmpty();
        assertThat(store.of(other.tenant()).delete("bucket", "k")).isFalse();
        assertThat(whole("k")).isEqualTo("mine");
    }

    @Test
    void nobodyHasMoreThanMay() {
        String version = put("k", "x".repeat(MOST)).getVersion();
        assertThatThrownBy(() -> append("k", "y", version))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("ServiceQuotaExceededException"));
        assertThatThrownBy(() -> put("other", "y")).isInstanceOf(Fault.class);
        assertThatThrownBy(() ->
                        store.within(tenant -> MOST).of(caller.tenant()).put("bucket", "of an execution", new byte[1]))
                .isInstanceOf(ReaderFailure.class);
        put("k", "z".repeat(MOST)); // in its place
    }

    @Test
    void whoReadsAnObjectThatIsReplacedIsNotGivenHalfOfEach() throws IOException {
        put("k", "a".repeat(1_000_000));
        try (InputStream in = store.of(caller.tenant())
                .open("bucket", "k", 0, Optional.empty())
                .bytes()) {
            assertThat(in.readNBytes(100)).hasSize(100);
            put("k", "b".repeat(1_000_000));
            assertThatThrownBy(in::readAllBytes).isInstanceOf(ReaderFailure.class);
        }
    }

    @Test
    void aDistributedMapReadsItemsAndWritesResults() {
        new Partitions(DATABASE).ensure();
        TinyRegistry registry = new TinyRegistry();
        try (LiveNode node = new LiveNode(
                "objects", DATABASE, new MemoryQueue(), new MemoryNews(), registry, URI.create("http://127.0.0.1:1"))) {
            node.ask(
                    "PutObject",
                    PutObjectRequest.newBuilder()
                            .setBucket("items")
                            .setKey("in.csv")
                            .setBody("n\n1\n2\n3\n")
                            .build());
            String machine = registry.machine("maps", """
                    {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true,
                      "ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
                        "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"},
                        "Parameters": {"Bucket": "items", "Key": "in.csv"}},
                      "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                        "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}},
                      "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject",
                        "Parameters": {"Bucket": "results", "Prefix": "out"}}}}}""");
            StartExecutionResponse started = node.ask(
                    "StartExecution",
                    StartExecutionRequest.newBuilder()
                            .setStateMachineArn(machine)
                            .build());
            DescribeExecutionRequest describe = DescribeExecutionRequest.newBuilder()
                    .setExecutionArn(started.getExecutionArn())
                    .build();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !node.<DescribeExecutionResponse>ask("DescribeExecution", describe)
                            .getStatus()
                            .equals("RUNNING"));
            DescribeExecutionResponse ended = node.ask("DescribeExecution", describe);
            assertThat(ended.getStatus()).as(ended.getCause()).isEqualTo("SUCCEEDED");
            String manifest =
                    Json.parse(ended.getOutput()).at("/ResultWriterDetails/Key").asText();
            GetObjectResponse written = node.ask(
                    "GetObject",
                    GetObjectRequest.newBuilder()
                            .setBucket("results")
                            .setKey(manifest)
                            .build());
            assertThat(Json.parse(written.getBody()).at("/ResultFiles/SUCCEEDED"))
                    .hasSize(1);
        }
    }
}
