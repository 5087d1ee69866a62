package dev.stepwell.execution.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.EntityTag;
import dev.stepwell.contracts.calling.Expected;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.ListScheduleFiresRequest;
import dev.stepwell.contracts.platform.v1.ListScheduleFiresResponse;
import dev.stepwell.contracts.platform.v1.PreviewScheduleExpressionRequest;
import dev.stepwell.contracts.platform.v1.PreviewScheduleExpressionResponse;
import dev.stepwell.contracts.scheduler.v1.CreateScheduleRequest;
import dev.stepwell.contracts.scheduler.v1.CreateScheduleResponse;
import dev.stepwell.contracts.scheduler.v1.DeadLetterConfig;
import dev.stepwell.contracts.scheduler.v1.DeleteScheduleRequest;
import dev.stepwell.contracts.scheduler.v1.FlexibleTimeWindow;
import dev.stepwell.contracts.scheduler.v1.GetScheduleRequest;
import dev.stepwell.contracts.scheduler.v1.GetScheduleResponse;
import dev.stepwell.contracts.scheduler.v1.ListSchedulesRequest;
import dev.stepwell.contracts.scheduler.v1.ListSchedulesResponse;
import dev.stepwell.contracts.scheduler.v1.RetryPolicy;
import dev.stepwell.contracts.scheduler.v1.ScheduleSummary;
import dev.stepwell.contracts.scheduler.v1.UpdateScheduleRequest;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.journal.TestPostgres;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.execution.ready.MemoryQueue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What clients are told who make schedules. None of them is ever due. */
@Tag("postgres")
class ScheduleEndpointsTest {
    private static final String NEVER = "cron(0 12 1 1 ? 2199)";
    private static final Timestamp LONG_AGO =
            Timestamp.newBuilder().setSeconds(1_000_000_000).build();

    private final DataSource database = migrated();
    private final TinyRegistry registry = new TinyRegistry();
    private final LiveNode node = new LiveNode(
            "a", database, new MemoryQueue(), new MemoryNews(), registry, URI.create("http://127.0.0.1:1"));
    private final String machine =
            registry.machine("m", "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}");

    private static DataSource migrated() {
        DataSource database = TestPostgres.migrated();
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            new Partitions(pool).ensure();
        }
        return database;
    }

    @AfterEach
    void close() {
        node.close();
    }

    private CreateScheduleRequest.Builder definition(String name) {
        return Definitions.of(name, NEVER, machine, "");
    }

    private GetScheduleResponse get(String name) {
        return node.ask(
                "GetSchedule", GetScheduleRequest.newBuilder().setName(name).build());
    }

    @Test
    void aScheduleIsShownWithAwsDefaults() {
        CreateScheduleResponse made =
                node.ask("CreateSchedule", definition("plain").build());
        assertThat(made.getScheduleArn()).isEqualTo("arn:aws:scheduler:us-east-1:123456789012:schedule/default/plain");
        GetScheduleResponse shown = get("plain");
        assertThat(shown.getArn()).isEqualTo(made.getScheduleArn());
        assertThat(shown.getGroupName()).isEqualTo("default");
        assertThat(shown.getState()).isEqualTo("ENABLED");
        assertThat(shown.getScheduleExpressionTimezone()).isEqualTo("UTC");
        assertThat(shown.getActionAfterCompletion()).isEqualTo("NONE");
        assertThat(shown.getTarget().getRetryPolicy())
                .isEqualTo(RetryPolicy.newBuilder()
                        .setMaximumEventAgeInSeconds(86_400)
                        .setMaximumRetryAttempts(185)
                        .build());
        assertThat(shown.hasStartDate() || shown.hasEndDate() || shown.hasDescription())
                .isFalse();
        assertThat(shown.getCreationDate()).isEqualTo(shown.getLastModificationDate());
    }

    private Caller expecting(EntityTag tag) {
        return LiveNode.CALLER.expecting(new Expected(false, Set.of(tag)));
    }

    private void ask(String action, Caller caller, Message request) {
        Message answer = node.ask(caller, action, request);
        assertThat(answer).isNotNull();
    }

    private void mistaken(String action, Caller caller, Message request) {
        assertThatThrownBy(() -> ask(action, caller, request))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("PreconditionFailed"));
    }

    @Test
    void whatIsNotAsItWasSeenStaysAsItIs() {
        node.ask("CreateSchedule", definition("seen").build());
        EntityTag first = EntityTag.of(get("seen"));
        UpdateScheduleRequest update = UpdateScheduleRequest.newBuilder()
                .setName("seen")
                .setScheduleExpression(NEVER)
                .setDescription("changed")
                .setTarget(definition("seen").getTarget())
                .setFlexibleTimeWindow(definition("seen").getFlexibleTimeWindow())
                .build();
        DeleteScheduleRequest delete =
                DeleteScheduleRequest.newBuilder().setName("seen").build();
        ask("UpdateSchedule", expecting(first), update);
        EntityTag second = EntityTag.of(get("seen"));
        assertThat(second).isNotEqualTo(first);
        mistaken("UpdateSchedule", expecting(first), update);
        mistaken("DeleteSchedule", expecting(first), delete);
        assertThat(EntityTag.of(get("seen"))).isEqualTo(second);
        ask("DeleteSchedule", expecting(second), delete);
        Caller any = LiveNode.CALLER.expecting(Expected.ANYTHING);
        mistaken("UpdateSchedule", any, update);
        mistaken("DeleteSchedule", any, delete);
    }

    @Test
    void ofManyWhoHaveSeenTheSameOneWins() throws Exception {
        node.ask("CreateSchedule", definition("race").build());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 5; round++) {
                Caller careful = expecting(EntityTag.of(get("race")));
                CyclicBarrier together = new CyclicBarrier(4);
                List<Future<Boolean>> rivals = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    UpdateScheduleRequest update = UpdateScheduleRequest.newBuilder()
                            .setName("race")
                            .setScheduleExpression(NEVER)
                            .setDescription(round + " " + i)
                            .setTarget(definition("race").getTarget())
                            .setFlexibleTimeWindow(definition("race").getFlexibleTimeWindow())
                            .build();
                    rivals.add(threads.submit(() -> {
                        together.await();
                        try {
                            ask("UpdateSchedule", careful, update);
                            return true;
                        } catch (Fault fault) {
                            assertThat(fault.error()).isEqualTo("PreconditionFailed");
                            return false;
                        }
                    }));
                }
                int won = 0;
                for (Future<Boolean> rival : rivals) {
                    won += rival.get() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
            }
        }
    }

    @Test
    void aNameIsTakenButForTheSameRequest() {
        CreateScheduleRequest request = definition("taken").setClientToken("t").build();
        node.ask("CreateSchedule", request);
        CreateScheduleResponse again = node.ask("CreateSchedule", request);
        assertThat(again.getScheduleArn()).endsWith("/taken");
        assertThatThrownBy(() -> node.ask("CreateSchedule", definition("taken").build()))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.error()).isEqualTo("ConflictException");
                    assertThat(fault.text()).isEqualTo("Schedule taken already exists.");
                });
    }

    @Test
    void anUpdateReplacesTheWhole() {
        node.ask("CreateSchedule", definition("changed").setDescription("d").build());
        assertThat(nextTimes("changed")).isEqualTo(1);
        CreateScheduleRequest changed =
                definition("changed").setState("DISABLED").build();
        node.ask("UpdateSchedule", update(changed));
        assertThat(get("changed").hasDescription()).isFalse();
        assertThat(get("changed").getState()).isEqualTo("DISABLED");
        assertThat(nextTimes("changed")).isZero();
    }

    private static UpdateScheduleRequest update(CreateScheduleRequest wanted) {
        return UpdateScheduleRequest.newBuilder()
                .setName(wanted.getName())
                .setScheduleExpression(wanted.getScheduleExpression())
                .setTarget(wanted.getTarget())
                .setFlexibleTimeWindow(wanted.getFlexibleTimeWindow())
                .setState(wanted.getState())
                .build();
    }

    private int nextTimes(String name) {
        ListScheduleFiresResponse fires = node.ask(
                "ListScheduleFires",
                ListScheduleFiresRequest.newBuilder().setName(name).build());
        return fires.getNextTimesCount();
    }

    @Test
    void listsComeByNameAndInPages() {
        for (String name : List.of("list-b", "list-a", "other", "list-c")) {
            node.ask("CreateSchedule", definition(name).build());
        }
        node.ask(
                "UpdateSchedule",
                update(definition("list-c").setState("DISABLED").build()));
        ListSchedulesRequest.Builder wanted =
                ListSchedulesRequest.newBuilder().setNamePrefix("list-").setMaxResults(2);
        ListSchedulesResponse first = node.ask("ListSchedules", wanted.build());
        assertThat(first.getSchedulesList())
                .extracting(ScheduleSummary::getName)
                .containsExactly("list-a", "list-b");
        ListSchedulesResponse second = node.ask(
                "ListSchedules", wanted.setNextToken(first.getNextToken()).build());
        assertThat(second.getSchedulesList())
                .extracting(ScheduleSummary::getName)
                .containsExactly("list-c");
        assertThat(second.hasNextToken()).isFalse();
        ListSchedulesResponse disabled = node.ask(
                "ListSchedules",
                ListSchedulesRequest.newBuilder().setState("DISABLED").build());
        assertThat(disabled.getSchedulesList())
                .extracting(ScheduleSummary::getName)
                .contains("list-c");
        assertThat(refusal("ListSchedules", wanted.setNamePrefix("other").build()))
                .isEqualTo("ValidationException: Invalid NextToken.");
    }

    @Test
    void whatIsDeletedIsGone() {
        node.ask("CreateSchedule", definition("gone").build());
        DeleteScheduleRequest delete =
                DeleteScheduleRequest.newBuilder().setName("gone").build();
        node.ask("DeleteSchedule", delete);
        String gone = "ResourceNotFoundException: Schedule gone does not exist.";
        assertThat(refusal("DeleteSchedule", delete)).isEqualTo(gone);
        assertThat(refusal(
                        "GetSchedule",
                        GetScheduleRequest.newBuilder().setName("gone").build()))
                .isEqualTo(gone);
        assertThat(refusal("UpdateSchedule", update(definition("gone").build())))
                .isEqualTo(gone);
    }

    private String refusal(String action, com.google.protobuf.Message request) {
        Fault fault = catchThrowableOfType(Fault.class, () -> node.ask(action, request));
        return fault.error() + ": " + fault.text();
    }

    private String refused(CreateScheduleRequest.Builder request) {
        return refusal("CreateSchedule", request.build());
    }

    @Test
    void whatCanBeNoScheduleIsRefused() {
        assertThat(refused(definition("r").setScheduleExpression("cron(* * * * * *)")))
                .isEqualTo("ValidationException: Invalid Schedule Expression cron(* * * * * *).");
        assertThat(refused(definition("r").setScheduleExpressionTimezone("Mars/Olympus")))
                .isEqualTo("ValidationException: Invalid ScheduleExpressionTimezone Mars/Olympus.");
        assertThat(refused(definition("r").setGroupName("mine")))
                .isEqualTo("ResourceNotFoundException: Schedule group mine does not exist.");
        assertThat(refused(definition("r").setEndDate(LONG_AGO))).startsWith("ValidationException: The EndDate");
        assertThat(refused(definition("r")
                        .setFlexibleTimeWindow(FlexibleTimeWindow.newBuilder().setMode("FLEXIBLE"))))
                .startsWith("ValidationException: MaximumWindowInMinutes must");
        assertThat(refused(definition("r").setKmsKeyArn("arn:aws:kms:us-east-1:123456789012:key/k")))
                .isEqualTo("ValidationException: KmsKeyArn is not supported.");
        CreateScheduleRequest.Builder nobodys = definition("r");
        nobodys.getTargetBuilder().setRoleArn("nobody");
        assertThat(refused(nobodys)).contains("at 'target.roleArn' failed to satisfy constraint");
        CreateScheduleRequest.Builder letters = definition("r");
        letters.getTargetBuilder().setDeadLetterConfig(DeadLetterConfig.getDefaultInstance());
        assertThat(refused(letters)).isEqualTo("ValidationException: DeadLetterConfig is not supported.");
        String unknown = machine.replace(":m", ":unknown");
        assertThat(refused(Definitions.of("r", NEVER, unknown, "")))
                .isEqualTo("ResourceNotFoundException: The target " + unknown + " does not exist.");
        String others = machine.replace("123456789012", "210987654321");
        assertThat(refused(Definitions.of("r", NEVER, others, "")))
                .isEqualTo("ResourceNotFoundException: The target " + others + " does not exist.");
        assertThat(refused(Definitions.of("r", NEVER, "arn:aws:scheduler:::aws-sdk:swf:startWorkflowExecution", "[")))
                .isEqualTo("ValidationException: The Input is not the JSON of a StartWorkflowExecution request.");
    }

    @Test
    void anExpressionIsTriedOut() {
        PreviewScheduleExpressionResponse times = node.ask(
                "PreviewScheduleExpression",
                PreviewScheduleExpressionRequest.newBuilder()
                        .setScheduleExpression("cron(30 2 * * ? *)")
                        .setScheduleExpressionTimezone("America/New_York")
                        .setStartDate(Timestamp.newBuilder().setSeconds(1_772_841_600)) // 2026-03-07T00:00:00Z
                        .setMaxResults(2)
                        .build());
        assertThat(times.getTimesList())
                .extracting(time -> time.getDueTime().getSeconds())
                .as("the second of March's Sundays has no half past two")
                .containsExactly(1_772_868_600L, 1_773_037_800L);
    }
}
