package dev.stepwell.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.EntityTag;
import dev.stepwell.contracts.calling.Expected;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.platform.v1.Tenant;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineResponse;
import dev.stepwell.gateway.idempotency.MemoryDesk;
import dev.stepwell.gateway.upstream.ScriptedPlane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags in answers, and what requests are made to depend on. */
@NullUnmarked
class ConditionsDoorTest {
    private static final String MACHINE = "/v1/stateMachines/arn";
    private static final DescribeStateMachineResponse SHOWN = DescribeStateMachineResponse.newBuilder()
            .setStateMachineArn("arn")
            .setDefinition("{}")
            .build();
    private static final String TAG = EntityTag.of(SHOWN).text();

    private final ScriptedPlane plane = new ScriptedPlane();
    private Doors doors;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        doors = new Doors(folder, plane, new MemoryDesk());
        plane.on("DescribeStateMachine", any -> SHOWN);
    }

    @AfterEach
    void close() {
        doors.close();
    }

    private RestAnswer.Whole get(String target, String... conditions) {
        RestRequests request = RestRequests.of("GET", target).key(Doors.KEY);
        for (String condition : conditions) {
            request.header("if-none-match", condition);
        }
        return doors.ask(request);
    }

    private RestAnswer.Whole patch(String ifMatch) {
        return doors.ask(
                RestRequests.of("PATCH", MACHINE).key(Doors.KEY).body("{}").header("if-match", ifMatch));
    }

    @Test
    void aResourceHasATagThatChangesWithIt() {
        RestAnswer.Whole first = get(MACHINE);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers()).containsEntry("ETag", "\"" + TAG + "\"");
        assertThat(get(MACHINE).headers()).containsEntry("ETag", "\"" + TAG + "\"");
        plane.on(
                "DescribeStateMachine", any -> SHOWN.toBuilder().setRoleArn("r").build());
        assertThat(get(MACHINE).headers().get("ETag")).startsWith("\"").isNotEqualTo("\"" + TAG + "\"");
    }

    @Test
    void whatLeavesSomethingOutHasNoTagAndWhatCannotBeChangedHasNone() {
        assertThat(get(MACHINE + "?includedData=METADATA_ONLY").headers()).doesNotContainKey("ETag");
        assertThat(get("/v1/executions/arn").headers()).doesNotContainKey("ETag");
        assertThat(get("/v1/stateMachines").headers()).doesNotContainKey("ETag");
    }

    @Test
    void whoHasItIsNotToldItAgain() {
        for (String condition :
                new String[] {"\"" + TAG + "\"", "\"a\", W/\"" + TAG + "\"", "*", "\"a\" ,\"" + TAG + "\","}) {
            RestAnswer.Whole answer = get(MACHINE, condition);
            assertThat(answer.status()).as(condition).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers()).containsEntry("ETag", "\"" + TAG + "\"");
        }
        assertThat(get(MACHINE, "\"a\"", "\"" + TAG + "\"").status()).isEqualTo(304);
        assertThat(get(MACHINE, "\"a\"").status()).isEqualTo(200);
        assertThat(get("/v1/executions/arn", "*").status()).isEqualTo(200);
    }

    @Test
    void whatIsExpectedIsForThePlaneToCompare() {
        assertThat(patch("\"" + TAG + "\"").status()).isEqualTo(200);
        assertThat(expected()).contains(new Expected(false, Set.of(new EntityTag(TAG))));
        patch("*");
        assertThat(expected()).contains(Expected.ANYTHING);
        patch("W/\"" + TAG + "\", \"of-another-making\"");
        assertThat(expected()).as("nothing is like these").contains(new Expected(false, Set.of()));
        doors.ask(RestRequests.of("PATCH", MACHINE).key(Doors.KEY).body("{}"));
        assertThat(expected()).isEmpty();
    }

    private Optional<Expected> expected() {
        return plane.last().caller().expected();
    }

    @Test
    void aMistakeIsToldAsSuch() throws IOException {
        plane.on("UpdateStateMachine", any -> {
            throw new Fault(Precondition.FAILED, "no");
        });
        RestAnswer.Whole answer = patch("\"" + TAG + "\"");
        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(Doors.error(answer)).isEqualTo("PreconditionFailed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "\"a",
                "a\"",
                "\"a\" \"b\"",
                "W/a",
                "w/\"a\"",
                "*, \"a\"",
                "\"a\u0001\"",
                ",",
                "\"a\";"
            })
    void whatIsNoListOfTagsIsRefused(String header) throws IOException {
        RestAnswer.Whole answer = patch(header);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(Doors.error(answer)).isEqualTo("ValidationException");
        assertThat(get(MACHINE, header).status()).isEqualTo(400);
        assertThat(plane.asked()).noneMatch(asked -> asked.operation().equals("UpdateStateMachine"));
    }

    @Test
    void aConditionThatNobodyComparesIsRefusedAndNothingIsDone() {
        for (RestRequests request : new RestRequests[] {
            RestRequests.of("DELETE", "/v1/activities/a"),
            RestRequests.of("POST", "/v1/executions/a/stop"),
            RestRequests.of("GET", MACHINE)
        }) {
            assertThat(doors.ask(request.key(Doors.KEY).header("if-match", "*")).status())
                    .isEqualTo(400);
        }
        assertThat(doors.ask(RestRequests.of("PATCH", MACHINE)
                                .key(Doors.KEY)
                                .body("{}")
                                .header("if-none-match", "*"))
                        .status())
                .isEqualTo(400);
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void aChangeThatAnswersTheResourceTellsItsNewTag() {
        Tenant tenant = Tenant.newBuilder().setAccount("123456789012").build();
        plane.on("RenameTenant", any -> tenant);
        RestAnswer.Whole answer = doors.ask(RestRequests.of("PATCH", "/v1/tenants/123456789012")
                .key(Doors.KEY)
                .body("{\"name\":\"n\"}"));
        assertThat(answer.headers())
                .containsEntry("ETag", "\"" + EntityTag.of(tenant).text() + "\"");
    }
}
