package dev.stepwell.execution.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.SwfWorkflowType;
import dev.stepwell.contracts.platform.v1.BackfillScheduleRequest;
import dev.stepwell.contracts.platform.v1.BackfillScheduleResponse;
import dev.stepwell.contracts.platform.v1.ListScheduleFiresRequest;
import dev.stepwell.contracts.platform.v1.ListScheduleFiresResponse;
import dev.stepwell.contracts.platform.v1.ScheduleFire;
import dev.stepwell.contracts.platform.v1.SetScheduleOverlapRequest;
import dev.stepwell.contracts.quotas.QuotaDesk;
import dev.stepwell.contracts.scheduler.v1.GetScheduleRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.ExecutionListItem;
import dev.stepwell.contracts.sfn.v1.ListExecutionsRequest;
import dev.stepwell.contracts.sfn.v1.ListExecutionsResponse;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.contracts.swf.v1.DescribeWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.DescribeWorkflowExecutionResponse;
import dev.stepwell.contracts.swf.v1.WorkflowExecution;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.journal.TestPostgres;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.execution.ready.MemoryQueue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Schedules fire, on nodes as in production, and what becomes of it. */
@Tag("postgres")
class FiringTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String PASS = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";
    private static final String LONG_WAIT =
            "{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":9999,\"End\":true}}}";
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("'at('uuuu-MM-dd'T'HH:mm:ss')'").withZone(ZoneOffset.UTC);

    /** Noon of the day before yesterday: the same for a whole test, and an hour of it is on one day. */
    private final Instant past =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2)).plus(Duration.ofHours(12));

    /** Every minute of that day, so that a test has the fires it makes up for and none of its own minute. */
    private final String minutely = DateTimeFormatter.ofPattern("'cron(* * 'd' 'M' ? *)'")
            .withZone(ZoneOffset.UTC)
            .format(past);

    private final DataSource database = migrated();
    private final TinyRegistry registry = new TinyRegistry();
    private final MemoryQueue queue = new MemoryQueue();
    private final MemoryNews news = new MemoryNews();
    private final LiveNode node = node("a");

    private static DataSource migrated() {
        DataSource database = TestPostgres.migrated();
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            new Partitions(pool).ensure();
        }
        return database;
    }

    private LiveNode node(String name) {
        return new LiveNode(name, database, queue, news, registry, URI.create("http://127.0.0.1:1"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void create(String name, String expression, String target, String input) {
        node.ask(
                "CreateSchedule",
                Definitions.of(name, expression, target, input).build());
    }

    /** Makes up for so many minutes of the day before yesterday. */
    private int backfill(String name, int minutes) {
        BackfillScheduleResponse answer = node.ask(
                "BackfillSchedule",
                BackfillScheduleRequest.newBuilder()
                        .setName(name)
                        .setStartTime(time(past))
                        .setEndTime(time(past.plus(Duration.ofMinutes(minutes - 1L))))
                        .build());
        return answer.getFires();
    }

    private static Timestamp time(Instant at) {
        return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
    }

    private ListScheduleFiresResponse fires(LiveNode where, String name) {
        return where.ask(
                "ListScheduleFires",
                ListScheduleFiresRequest.newBuilder()
                        .setName(name)
                        .setMaxResults(100)
                        .build());
    }

    private List<String> outcomes(String name) {
        return fires(node, name).getFiresList().stream()
                .map(ScheduleFire::getOutcome)
                .toList()
                .reversed();
    }

    private static List<ExecutionListItem> executions(LiveNode where, String machine) {
        List<ExecutionListItem> all = new ArrayList<>();
        ListExecutionsResponse page;
        String token = "";
        do {
            ListExecutionsRequest.Builder request =
                    ListExecutionsRequest.newBuilder().setStateMachineArn(machine);
            page = where.ask(
                    "ListExecutions",
                    token.isEmpty()
                            ? request.build()
                            : request.setNextToken(token).build());
            all.addAll(page.getExecutionsList());
            token = page.getNextToken();
        } while (!token.isEmpty());
        return all;
    }

    private DescribeExecutionResponse describe(String arn) {
        return node.ask(
                "DescribeExecution",
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build());
    }

    @Test
    void eachFiresOnceAlthoughANodeIsKilled() {
        String machine = registry.machine("once", PASS);
        LiveNode killed = node("b");
        LiveNode third = node("c");
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
        List<String> names = IntStream.range(0, 60).mapToObj(i -> "s" + i).toList();
        for (int i = 0; i < names.size(); i++) {
            create(names.get(i), AT.format(begin.plusSeconds(i / 20)), machine, "");
        }
        await().atMost(LONG).until(() -> !executions(third, machine).isEmpty());
        killed.kill();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(names)
                        .allSatisfy(name -> assertThat(fires(third, name).getFiresList())
                                .extracting(ScheduleFire::getOutcome)
                                .containsExactly("STARTED")));
        assertThat(executions(third, machine))
                .extracting(ExecutionListItem::getExecutionArn)
                .containsExactlyInAnyOrderElementsOf(names.stream()
                        .map(name -> fires(third, name).getFires(0).getExecutionArn())
                        .toList());
        third.close();
    }

    @Test
    void whatIsMadeUpForIsDoneOnceAndTellsWhatItIsFor() {
        String machine = registry.machine("filled", PASS);
        create(
                "fill",
                minutely,
                machine,
                "{\"due\":\"<aws.scheduler.scheduled-time>\",\"n\":<aws.scheduler.attempt-number>}");
        assertThat(backfill("fill", 40)).isEqualTo(40);
        assertThat(backfill("fill", 41)).isEqualTo(1);
        await().atMost(LONG)
                .until(() -> outcomes("fill").stream().filter("STARTED"::equals).count() == 41);
        assertThat(executions(node, machine)).hasSize(41);
        ScheduleFire fire = fires(node, "fill").getFiresList().getLast();
        assertThat(describe(fire.getExecutionArn()).getInput())
                .isEqualTo(
                        "{\"due\":\"" + Instant.ofEpochSecond(fire.getDueTime().getSeconds()) + "\",\"n\":1}");
    }

    @Test
    void aSuspendedTenantsSchedulesRestAndThenMakeUpForIt() {
        String machine = registry.machine("rested", PASS);
        Caller other = LiveNode.caller(8, "123456789012");
        registry.suspend(LiveNode.CALLER.tenant());
        int asked = registry.asked(QuotaDesk.SHARE);
        await().atMost(LONG).until(() -> registry.asked(QuotaDesk.SHARE) > asked + 1); // the one before is in force
        create("rate", "rate(1 minute)", machine, "");
        create("minutely", minutely, machine, "");
        assertThat(backfill("minutely", 3)).isEqualTo(3);
        ask(
                other,
                "CreateSchedule",
                Definitions.of("theirs", "rate(1 minute)", machine, "").build());
        ListScheduleFiresRequest theirs =
                ListScheduleFiresRequest.newBuilder().setName("theirs").build();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                ((ListScheduleFiresResponse) ask(other, "ListScheduleFires", theirs)).getFiresList())
                        .extracting(ScheduleFire::getOutcome)
                        .contains("STARTED"));
        assertThat(executions(node, machine)).isEmpty();
        assertThat(outcomes("rate")).isEmpty();
        assertThat(outcomes("minutely")).containsExactly("PENDING", "PENDING", "PENDING");

        registry.suspend();
        await().atMost(LONG).until(() -> outcomes("rate").contains("STARTED"));
        await().atMost(LONG)
                .until(() ->
                        outcomes("minutely").stream().filter("STARTED"::equals).count() >= 3);
        assertThat(executions(node, machine)).hasSizeGreaterThanOrEqualTo(4);
    }

    private Message ask(Caller caller, String action, Message request) {
        return node.node.actions().find(action).orElseThrow().answer(caller, request);
    }

    @Test
    void aRateWithoutAStartFiresAtOnceAndGoesWhenItHasEnded() {
        String machine = registry.machine("rated", PASS);
        Instant end = Instant.now().plusSeconds(30);
        node.ask(
                "CreateSchedule",
                Definitions.of("rate", "rate(1 minute)", machine, "")
                        .setEndDate(time(end))
                        .setActionAfterCompletion("DELETE")
                        .build());
        await().atMost(LONG).until(() -> executions(node, machine).size() == 1);
        await().atMost(LONG).until(() -> {
            try {
                node.ask(
                        "GetSchedule",
                        GetScheduleRequest.newBuilder().setName("rate").build());
                return false;
            } catch (Fault fault) {
                return fault.error().equals("ResourceNotFoundException");
            }
        });
        assertThat(executions(node, machine)).hasSize(1);
    }

    private void overlap(String name, String policy) {
        node.ask(
                "SetScheduleOverlap",
                SetScheduleOverlapRequest.newBuilder()
                        .setName(name)
                        .setOverlapPolicy(policy)
                        .build());
    }

    private List<String> backfilled(String policy, String... outcomes) {
        String machine = registry.machine("m-" + policy, LONG_WAIT);
        create(policy, minutely, machine, "");
        overlap(policy, policy);
        backfill(policy, outcomes.length);
        await().atMost(LONG)
                .until(() -> outcomes(policy).size() >= outcomes.length
                        && outcomes(policy).subList(0, outcomes.length).equals(List.of(outcomes)));
        return fires(node, policy).getFiresList().reversed().stream()
                .map(ScheduleFire::getExecutionArn)
                .toList();
    }

    @Test
    void whileOneRunsTheOthersAreSkipped() {
        backfilled("SKIP", "STARTED", "SKIPPED", "SKIPPED");
    }

    @Test
    void whileOneRunsOneWaits() {
        String first = backfilled("BUFFER_ONE", "STARTED", "PENDING", "SKIPPED").getFirst();
        node.ask(
                "StopExecution",
                StopExecutionRequest.newBuilder().setExecutionArn(first).build());
        await().atMost(LONG).until(() -> outcomes("BUFFER_ONE").get(1).equals("STARTED"));
    }

    @Test
    void theNewestEndsTheOthers() {
        String first = backfilled("TERMINATE_OTHER", "STARTED").getFirst();
        backfill("TERMINATE_OTHER", 2);
        await().atMost(LONG).until(() -> outcomes("TERMINATE_OTHER").get(1).equals("STARTED"));
        assertThat(describe(first).getStatus()).isEqualTo("ABORTED");
        assertThat(describe(first).getError()).isEqualTo("Schedule.Overlap");
    }

    @Test
    void whatCannotBeStartedSaysWhy() {
        String machine = registry.machine("leaving", PASS);
        create("lost", minutely, machine, "no JSON");
        backfill("lost", 1);
        await().atMost(LONG).until(() -> outcomes("lost").contains("FAILED"));
        assertThat(fires(node, "lost").getFiresList().getLast().getReason()).startsWith("InvalidExecutionInput: ");
    }

    @Test
    void workflowsOfSwfAreStarted() {
        registry.swf.domain("d", "REGISTERED", 1);
        registry.swf.workflowType(
                "d",
                "order",
                "1",
                SwfWorkflowType.newBuilder()
                        .setStatus("REGISTERED")
                        .setDefaultTaskList("deciders")
                        .setDefaultExecutionStartToCloseTimeout("600")
                        .setDefaultTaskStartToCloseTimeout("60")
                        .setDefaultChildPolicy("TERMINATE")
                        .build());
        create("swf", minutely, "arn:aws:scheduler:::aws-sdk:swf:startWorkflowExecution", """
                {"Domain": "d", "WorkflowId": "w-<aws.scheduler.execution-id>", "WorkflowType": {"Name": "order", "Version": "1"}}""");
        overlap("swf", "TERMINATE_OTHER");
        backfill("swf", 1);
        await().atMost(LONG).until(() -> outcomes("swf").contains("STARTED"));
        String[] first =
                fires(node, "swf").getFiresList().getLast().getExecutionArn().split("/");
        backfill("swf", 2);
        await().atMost(LONG).until(() -> outcomes("swf").get(1).equals("STARTED"));
        DescribeWorkflowExecutionResponse ended = node.ask(
                "swf.DescribeWorkflowExecution",
                DescribeWorkflowExecutionRequest.newBuilder()
                        .setDomain("d")
                        .setExecution(WorkflowExecution.newBuilder()
                                .setWorkflowId(first[1])
                                .setRunId(first[2]))
                        .build());
        assertThat(ended.getExecutionInfo().getCloseStatus()).isEqualTo("TERMINATED");
    }
}
