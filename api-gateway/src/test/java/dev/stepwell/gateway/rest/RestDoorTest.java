package dev.stepwell.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.AuditRecord;
import dev.stepwell.contracts.options.v1.Plane;
import dev.stepwell.contracts.platform.v1.SearchExecutionsRequest;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.contracts.sfn.v1.DescribeActivityResponse;
import dev.stepwell.contracts.sfn.v1.DescribeMapRunRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.UntagResourceRequest;
import dev.stepwell.contracts.sfn.v1.UpdateMapRunRequest;
import dev.stepwell.contracts.swf.v1.ActivityType;
import dev.stepwell.contracts.swf.v1.DeprecateActivityTypeRequest;
import dev.stepwell.contracts.swf.v1.GetWorkflowExecutionHistoryRequest;
import dev.stepwell.contracts.swf.v1.ListClosedWorkflowExecutionsRequest;
import dev.stepwell.gateway.audit.AuditTrail;
import dev.stepwell.gateway.idempotency.MemoryDesk;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.identity.Identity;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.limits.FailedSignIns;
import dev.stepwell.gateway.limits.Limits;
import dev.stepwell.gateway.limits.ThrottleCounts;
import dev.stepwell.gateway.sessions.MemorySessions;
import dev.stepwell.gateway.sessions.SessionDoor;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.upstream.ScriptedPlane;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Paths, queries, bodies, problems and sessions, without a server. */
@NullUnmarked
class RestDoorTest {
    private static final String KEY = "sw_test_key";
    private static final String ARN = "arn:aws:states:eu-west-1:123456789012:mapRun:m/label:8f2c";
    private static final String ENCODED = URLEncoder.encode(ARN, StandardCharsets.UTF_8);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Services services = Services.ofTheContract();
    private final ScriptedPlane plane = new ScriptedPlane();
    private final BearerKeys keys = token -> token.equals(KEY)
            ? Optional.of(new Identity("key-1", new TenantId(42), new AccountId("123456789012"), Set.of("read")))
            : Optional.empty();
    private final List<AuditRecord> records = new ArrayList<>();
    private AuditTrail audit;
    private RestDoor door;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        audit = new AuditTrail(folder, records::addAll, InstantSource.system());
        door = new RestDoor(
                services,
                new SessionDoor(
                        keys,
                        new MemorySessions(keys),
                        new Region("eu-west-1"),
                        InstantSource.system(),
                        audit,
                        new FailedSignIns(() -> 0)),
                new Admission(Limits.DEFAULT, new ThrottleCounts(InstantSource.system()), new Quotas(System::nanoTime)),
                plane,
                new MemoryDesk(),
                InstantSource.system());
    }

    @AfterEach
    void close() {
        audit.close();
    }

    private RestAnswer.Whole ask(RestRequests request) {
        return (RestAnswer.Whole) door.answer(request.build(), false);
    }

    private static JsonNode json(RestAnswer.Whole answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    @Test
    void everyActionHasAPathOfItsOwn() {
        List<Route> routes = new Routes(services).all();
        assertThat(routes.stream().map(Route::operation).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(services.all());
        Set<String> distinct = routes.stream()
                .map(r -> r.method() + " " + r.template().text().replaceAll("\\{[^}]*}", "*"))
                .collect(Collectors.toSet());
        assertThat(distinct).hasSameSizeAs(routes);
    }

    /** What stands in the path arrives in the member it stands for, whatever is in it. */
    @TestFactory
    Stream<DynamicTest> everyPathLeadsToItsAction() {
        return new Routes(services)
                .all().stream()
                        .map(route -> DynamicTest.dynamicTest(
                                route.method() + " " + route.template().text(), () -> {
                                    String path = route.template().text().replaceAll("\\{[^}]*}", ENCODED);
                                    Routes.Found found = new Routes(services).find(route.method(), path);
                                    assertThat(found).isInstanceOf(Routes.Found.Match.class);
                                    Routes.Found.Match match = (Routes.Found.Match) found;
                                    assertThat(match.route().operation()).isEqualTo(route.operation());
                                    assertThat(match.variables().values()).allMatch(ARN::equals);
                                }));
    }

    @Test
    void readsAnswersWithATimeAsText() throws IOException {
        plane.on(
                "DescribeActivity",
                any -> DescribeActivityResponse.newBuilder()
                        .setActivityArn("a")
                        .setName("n")
                        .setCreationDate(
                                Timestamp.newBuilder().setSeconds(1_700_000_000).setNanos(123_000_000))
                        .build());
        RestAnswer.Whole answer = ask(RestRequests.of("GET", "/v1/activities/a").key(KEY));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json(answer).get("creationDate").asText()).isEqualTo("2023-11-14T22:13:20.123Z");
        assertThat(answer.headers()).containsKey("x-amzn-RequestId").containsEntry("Cache-Control", "no-store");
    }

    @Test
    void thePathHasTheLastWordOverTheBody() {
        ask(RestRequests.of("POST", "/v1/stateMachines/" + ENCODED + "/executions")
                .key(KEY)
                .body("{\"stateMachineArn\":\"other\",\"name\":\"x\",\"input\":\"{}\"}"));
        StartExecutionRequest asked = (StartExecutionRequest) plane.last().request();
        assertThat(asked.getStateMachineArn()).isEqualTo(ARN);
        assertThat(asked.getName()).isEqualTo("x");
        assertThat(plane.last().caller().account().value()).isEqualTo("123456789012");
    }

    @Test
    void aFilterIsReadFromTheQuery() {
        ask(RestRequests.of(
                        "GET",
                        "/v1/executions?status=FAILED&status=TIMED_OUT&name=a%20b+c&error=E&maxResults=5"
                                + "&startedAfter=2026-01-01T00:00:00.5%2B01:00")
                .key(KEY));
        SearchExecutionsRequest asked = (SearchExecutionsRequest) plane.last().request();
        assertThat(asked.getFilter().getStatusList()).containsExactly("FAILED", "TIMED_OUT");
        assertThat(asked.getFilter().getName()).isEqualTo("a b c");
        assertThat(asked.getFilter().getError()).isEqualTo("E");
        assertThat(asked.getFilter().getStartedAfter())
                .isEqualTo(Timestamp.newBuilder()
                        .setSeconds(1_767_222_000)
                        .setNanos(500_000_000)
                        .build());
        assertThat(asked.getMaxResults()).isEqualTo(5);
    }

    @Test
    void listsAndNumbersOfEveryKind() {
        ask(RestRequests.of("DELETE", "/v1/tags/" + ENCODED + "?tagKeys=a&tagKeys=b")
                .key(KEY));
        assertThat(((UntagResourceRequest) plane.last().request()).getTagKeysList())
                .containsExactly("a", "b");
        ask(RestRequests.of("PATCH", "/v1/mapRuns/" + ENCODED)
                .key(KEY)
                .body("{\"toleratedFailurePercentage\":12.5,\"toleratedFailureCount\":9007199254740993}"));
        UpdateMapRunRequest update = (UpdateMapRunRequest) plane.last().request();
        assertThat(update.getToleratedFailurePercentage()).isEqualTo(12.5f);
        assertThat(update.getToleratedFailureCount()).isEqualTo(9_007_199_254_740_993L);
    }

    @Test
    void aSecondPathOfAnAction() {
        ask(RestRequests.of("GET", "/v1/mapRuns/" + ENCODED).key(KEY));
        assertThat(plane.last().request())
                .isEqualTo(DescribeMapRunRequest.newBuilder().setMapRunArn(ARN).build());
        ask(RestRequests.of("GET", "/v1/mapRuns/" + ENCODED + "/executions").key(KEY));
        assertThat(plane.last().operation()).isEqualTo("ListExecutions");
    }

    @Test
    void aPathLeadsIntoAStructure() {
        ask(RestRequests.of("GET", "/v1/swf/domains/my%20d/executions/" + ENCODED + "/run-1/history?reverseOrder=true")
                .key(KEY));
        GetWorkflowExecutionHistoryRequest history =
                (GetWorkflowExecutionHistoryRequest) plane.last().request();
        assertThat(history.getDomain()).isEqualTo("my d");
        assertThat(history.getExecution().getWorkflowId()).isEqualTo(ARN);
        assertThat(history.getExecution().getRunId()).isEqualTo("run-1");
        assertThat(history.getReverseOrder()).isTrue();

        ask(RestRequests.of("POST", "/v1/swf/domains/d/activityTypes/a/1/deprecate")
                .key(KEY)
                .body("{\"domain\":\"other\"}"));
        assertThat(plane.last().request())
                .isEqualTo(DeprecateActivityTypeRequest.newBuilder()
                        .setDomain("d")
                        .setActivityType(ActivityType.newBuilder().setName("a").setVersion("1"))
                        .build());
    }

    @Test
    void aQueryLeadsIntoStructures() {
        ask(RestRequests.of(
                        "GET",
                        "/v1/swf/domains/d/closedExecutions?closeTimeFilter.oldestDate=2026-01-01T00:00:00Z"
                                + "&closeTimeFilter.latestDate=2026-01-02T00:00:00Z&typeFilter.name=t")
                .key(KEY));
        ListClosedWorkflowExecutionsRequest asked =
                (ListClosedWorkflowExecutionsRequest) plane.last().request();
        assertThat(asked.getCloseTimeFilter().getOldestDate().getSeconds()).isEqualTo(1_767_225_600);
        assertThat(asked.getCloseTimeFilter().getLatestDate().getSeconds()).isEqualTo(1_767_312_000);
        assertThat(asked.getTypeFilter().getName()).isEqualTo("t");
        assertThat(asked.hasStartTimeFilter()).isFalse();
    }

    private record Refused(RestRequests request, int status, String error) {
        static Refused get(String target, int status, String error) {
            return new Refused(RestRequests.of("GET", target).key(KEY), status, error);
        }
    }

    private static Stream<Refused> refusals() {
        RestRequests basic = RestRequests.of("GET", "/v1/activities").header("authorization", "Basic YTpi");
        RestRequests stranger = RestRequests.of("GET", "/v1/activities").key("other");
        return Stream.of(
                Refused.get("/v1/nothing", 404, "NotFound"),
                Refused.get("/v1/activities/a/b/c", 404, "NotFound"),
                new Refused(RestRequests.of("PUT", "/v1/activities").key(KEY), 405, "MethodNotAllowed"),
                new Refused(RestRequests.of("GET", "/v1/activities"), 401, "MissingAuthenticationTokenException"),
                new Refused(stranger, 401, "UnrecognizedClientException"),
                new Refused(basic, 401, "UnrecognizedClientException"),
                Refused.get("/v1/activities?maxResult=3", 400, "SerializationException"),
                Refused.get("/v1/activities?maxResults=three", 400, "SerializationException"),
                Refused.get("/v1/activities?maxResults=3&maxResults=4", 400, "SerializationException"),
                Refused.get("/v1/activities?nextToken=%ff", 400, "SerializationException"),
                Refused.get("/v1/executions?startedAfter=yesterday", 400, "SerializationException"),
                Refused.get("/v1/executions?status=LATE", 400, "ValidationException"),
                Refused.get("/v1/swf/domains/d/openExecutions?startTimeFilter=x", 400, "SerializationException"),
                Refused.get("/v1/swf/domains/d/openExecutions?startTimeFilter.x=1", 400, "SerializationException"),
                Refused.get("/v1/swf/domains/d/openExecutions?domain.x=1", 400, "SerializationException"),
                Refused.get("/v1/swf/domains/d/openExecutions?typeFilter.version=1", 400, "ValidationException"),
                new Refused(
                        RestRequests.of("POST", "/v1/activities").key(KEY).body("{"), 400, "SerializationException"),
                new Refused(RestRequests.of("POST", "/v1/activities").key(KEY), 400, "ValidationException"),
                new Refused(
                        RestRequests.of("POST", "/v1/session").body("{\"apiKey\":\"other\"}"),
                        401,
                        "UnrecognizedClientException"));
    }

    @TestFactory
    Stream<DynamicTest> whatIsRefusedBeforeAPlaneIsAsked() {
        return refusals()
                .map(refused -> DynamicTest.dynamicTest(refused.error() + " " + refused.status(), () -> {
                    RestAnswer.Whole answer = ask(refused.request());
                    JsonNode problem = json(answer);
                    assertThat(answer.contentType()).isEqualTo("application/problem+json");
                    assertThat(answer.status()).isEqualTo(refused.status());
                    assertThat(problem.get("status").asInt()).isEqualTo(refused.status());
                    assertThat(problem.get("error").asText()).isEqualTo(refused.error());
                    assertThat(problem.get("type").asText()).isEqualTo("urn:stepwell:error:" + refused.error());
                    assertThat(problem.get("requestId").asText())
                            .isEqualTo(answer.headers().get("x-amzn-RequestId"));
                    assertThat(plane.asked()).isEmpty();
                }));
    }

    @Test
    void faultsOfPlanesAreProblemsOfTheirKind() throws IOException {
        Map<String, Integer> statuses = Map.ofEntries(
                Map.entry("StateMachineDoesNotExist", 404),
                Map.entry("ResourceNotFound", 404),
                Map.entry("ExecutionAlreadyExists", 409),
                Map.entry("ConflictException", 409),
                Map.entry("StateMachineDeleting", 409),
                Map.entry("UnknownResourceFault", 404),
                Map.entry("TypeAlreadyExistsFault", 409),
                Map.entry("TypeNotDeprecatedFault", 409),
                Map.entry("OperationNotPermittedFault", 403),
                Map.entry("InvalidArn", 400),
                Map.entry("ValidationException", 400),
                Map.entry("ThrottlingException", 429),
                Map.entry("AccessDeniedException", 403),
                Map.entry("ServiceUnavailable", 503),
                Map.entry("UnknownOperationException", 501),
                Map.entry("InternalFailure", 500));
        for (Map.Entry<String, Integer> status : statuses.entrySet()) {
            plane.on("ListActivities", any -> {
                throw new Fault(status.getKey(), "because", Map.of("reason", "WHY"));
            });
            RestAnswer.Whole answer =
                    ask(RestRequests.of("GET", "/v1/activities").key(KEY));
            assertThat(answer.status()).as(status.getKey()).isEqualTo(status.getValue());
            assertThat(json(answer).get("detail").asText()).isEqualTo("because");
            assertThat(json(answer).get("reason").asText()).isEqualTo("WHY");
        }
        assertThat(RestErrors.title("StateMachineDoesNotExist")).isEqualTo("State machine does not exist");
        assertThat(RestErrors.title("ThrottlingException")).isEqualTo("Throttling");
        assertThat(RestErrors.title("UnknownResourceFault")).isEqualTo("Unknown resource");
    }

    /** The clock stands still here, so nobody may try again. */
    @Test
    void whoFailsToSignInTooOftenIsNotAskedForAnyMore() {
        RestRequests wrong = RestRequests.of("POST", "/v1/session").body("{\"apiKey\":\"other\"}");
        for (int i = 0; i < 30; i++) {
            assertThat(ask(wrong).status()).isEqualTo(401);
        }
        assertThat(ask(wrong).status()).isEqualTo(429);
        RestRequests good = RestRequests.of("POST", "/v1/session").body("{\"apiKey\":\"" + KEY + "\"}");
        assertThat(ask(good).status()).isEqualTo(429);
    }

    @Test
    void whoSignsInAndOutStandsInTheAuditOnceEach() throws IOException {
        ask(RestRequests.of("POST", "/v1/session").body("{\"apiKey\":\"other\"}")); // nobody knows whose that would be
        RestAnswer.Whole in = ask(RestRequests.of("POST", "/v1/session").body("{\"apiKey\":\"" + KEY + "\"}"));
        assertThat(in.status()).isEqualTo(200);
        String cookie = in.headers().get("Set-Cookie").replaceFirst(";.*", "");
        assertThat(ask(RestRequests.of("GET", "/v1/session").header("cookie", cookie))
                        .status())
                .isEqualTo(200);
        RestAnswer.Whole forged = ask(RestRequests.of("DELETE", "/v1/session").header("cookie", cookie));
        assertThat(forged.status()).isEqualTo(403);
        for (int i = 0; i < 2; i++) {
            RestAnswer.Whole out = ask(RestRequests.of("DELETE", "/v1/session")
                    .header("cookie", cookie)
                    .header("origin", "http://stepwell.test:8080")
                    .header("x-csrf-token", json(in).get("csrfToken").asText()));
            assertThat(out.status()).isEqualTo(200);
        }
        audit.tell();
        assertThat(records)
                .extracting(AuditRecord::getAction, AuditRecord::getKeyId, AuditRecord::getResult)
                .containsExactly(
                        tuple("stepwell:CreateSession", "key-1", "OK"),
                        tuple("stepwell:DeleteSession", "key-1", "AccessDeniedException"),
                        tuple("stepwell:DeleteSession", "key-1", "OK"));
        // An action of the gateway's own that changes something has to be told of here.
        assertThat(services.all().stream()
                        .filter(operation -> operation.rule().getPlane() == Plane.PLANE_GATEWAY
                                && !operation.rule().getRead())
                        .map(operation -> "stepwell:" + operation.name()))
                .allMatch(action ->
                        records.stream().anyMatch(record -> record.getAction().equals(action)));
    }

    @Test
    void aDefectTellsNothingOfItself() throws IOException {
        plane.on("ListActivities", any -> {
            throw new IllegalStateException("secret");
        });
        RestAnswer.Whole answer = ask(RestRequests.of("GET", "/v1/activities").key(KEY));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(json(answer).toString()).doesNotContain("secret");
    }

    @Test
    void theOpenApiDocumentSaysEveryPath() throws IOException {
        JsonNode document = JSON.readTree(new OpenApi(services).json());
        assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
        List<String> ids = document.get("paths").findValuesAsText("operationId");
        assertThat(ids)
                .doesNotHaveDuplicates()
                .hasSize(new Routes(services).all().size());
        for (JsonNode reference : document.findValues("$ref")) {
            String at = reference.asText().substring("#".length());
            assertThat(document.at(at).isObject()).as(at).isTrue();
        }
        JsonNode start = document.at("/components/schemas/StartExecutionRequest");
        assertThat(start.get("properties").has("stateMachineArn")).isFalse();
        assertThat(start.get("properties").has("input")).isTrue();
        for (Operation operation : services.all()) {
            String name = operation.action().replace(".", "");
            assertThat(ids).anyMatch(id -> id.equalsIgnoreCase(name));
        }
        assertThat(document.at("/components/schemas/TagResourceRequest/properties/tags/items/$ref")
                        .asText())
                .endsWith("/Tag");
        assertThat(document.at("/components/schemas/SwfTagResourceRequest/properties/tags/items/$ref")
                        .asText())
                .endsWith("/ResourceTag");
        JsonNode poll = document.at("/components/schemas/PollForDecisionTaskRequest/properties");
        assertThat(poll.has("taskList")).isFalse();
        assertThat(poll.has("identity")).isTrue();
        JsonNode open = document.at("/paths/~1v1~1swf~1domains~1{domain}~1openExecutions/get/parameters");
        assertThat(open.findValuesAsText("name"))
                .contains("domain", "startTimeFilter.oldestDate", "typeFilter.name", "nextPageToken")
                .doesNotContain("startTimeFilter", "oldestDate");
    }
}
