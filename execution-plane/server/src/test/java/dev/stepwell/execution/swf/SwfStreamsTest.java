package dev.stepwell.execution.swf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.swf.v1.Decision;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskResponse;
import dev.stepwell.contracts.swf.v1.RequestCancelWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskCanceledRequest;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskCompletedRequest;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskFailedRequest;
import dev.stepwell.contracts.swf.v1.RespondDecisionTaskCompletedRequest;
import dev.stepwell.contracts.swf.v1.SignalWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.TerminateWorkflowExecutionRequest;
import dev.stepwell.contracts.worker.v1.Dropped;
import dev.stepwell.contracts.worker.v1.Heartbeat;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Refusal;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.SwfTaskList;
import dev.stepwell.contracts.worker.v1.SwfTaskList.Kind;
import dev.stepwell.contracts.worker.v1.Task;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.execution.fakes.Listening;
import dev.stepwell.execution.fakes.LiveNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node with a domain, and deciders and workers that stay with it. */
class SwfStreamsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SwfNode swf = new SwfNode();
    private final Listening decider = new Listening();
    private final Listening packer = new Listening();

    @AfterEach
    void close() {
        swf.close();
    }

    private static SwfTaskList.Builder list(Kind kind, String name) {
        return SwfTaskList.newBuilder().setDomain(SwfNode.DOMAIN).setKind(kind).setName(name);
    }

    private static WorkRequest hello(SwfTaskList.Builder list) {
        return WorkRequest.newBuilder()
                .setHello(Hello.newBuilder().addSwfTaskLists(list).setWorkerName("who stays"))
                .setCredit(1)
                .build();
    }

    private Ear<WorkRequest> stay(Listening mouth, SwfTaskList.Builder list) {
        Ear<WorkRequest> ear = swf.house.node.work().begin(LiveNode.CALLER, mouth);
        ear.hear(hello(list));
        return ear;
    }

    private Ear<WorkRequest> decider() {
        return stay(decider, list(Kind.KIND_DECISIONS, "deciders"));
    }

    private Ear<WorkRequest> packer() {
        return stay(packer, list(Kind.KIND_ACTIVITIES, "packers"));
    }

    private static Task task(Listening mouth, int index) {
        await().atMost(PATIENCE).until(() -> mouth.tasks().size() > index);
        return mouth.tasks().get(index);
    }

    private static Report.Builder about(long number, Task task) {
        return Report.newBuilder().setNumber(number).setTaskToken(task.getTaskToken());
    }

    private static Report.Builder decided(long number, Task task, Decision.Builder... decisions) {
        RespondDecisionTaskCompletedRequest.Builder answer = RespondDecisionTaskCompletedRequest.newBuilder();
        List.of(decisions).forEach(answer::addDecisions);
        return about(number, task).setSwfDecided(answer);
    }

    private static WorkRequest reports(Report.Builder... reports) {
        WorkRequest.Builder said = WorkRequest.newBuilder();
        List.of(reports).forEach(said::addReports);
        return said.build();
    }

    private static void taken(Listening mouth, long number) {
        await().atMost(PATIENCE).until(() -> mouth.taken().contains(number));
    }

    private static Refusal refused(Listening mouth, long number) {
        await().atMost(PATIENCE).until(() -> mouth.refused(number).isPresent());
        return mouth.refused(number).orElseThrow();
    }

    @Test
    void aRunGoesThroughItsLife() {
        Ear<WorkRequest> decides = decider();
        Ear<WorkRequest> packs = packer();
        String run = swf.start("one");
        Task first = task(decider, 0);
        PollForDecisionTaskResponse asked = first.getSwfDecision();
        assertThat(asked.getWorkflowExecution()).isEqualTo(SwfNode.execution("one", run));
        assertThat(SwfNode.types(asked.getEventsList()))
                .containsExactly("WorkflowExecutionStarted", "DecisionTaskScheduled", "DecisionTaskStarted");
        decides.hear(reports(decided(1, first, SwfNode.pack("a"))));
        taken(decider, 1);

        Task work = task(packer, 0);
        assertThat(work.getSwfActivity().getActivityId()).isEqualTo("a");
        assertThat(work.getSwfActivity().getInput()).isEqualTo("in");
        packs.hear(reports(about(1, work).setHeartbeat(Heartbeat.newBuilder().setDetails("half way"))));
        taken(packer, 1);
        packs.hear(reports(about(2, work)
                .setSwfCompleted(
                        RespondActivityTaskCompletedRequest.newBuilder().setResult("packed"))));
        taken(packer, 2);

        Task second = task(decider, 1);
        assertThat(second.getSwfDecision().getPreviousStartedEventId()).isEqualTo(3);
        decides.hear(reports(decided(2, second, SwfNode.done())));
        taken(decider, 2);
        assertThat(swf.describe("one", run).getExecutionInfo().getCloseStatus()).isEqualTo("COMPLETED");
        assertThat(packer.cancelRequested()).isEmpty();
    }

    @Test
    void aDeciderThatKeepsItsStateIsToldOnlyWhatIsNew() {
        Ear<WorkRequest> decides =
                stay(decider, list(Kind.KIND_DECISIONS, "deciders").setStartAtPreviousStartedEvent(true));
        swf.start("one");
        decides.hear(reports(decided(1, task(decider, 0))));
        taken(decider, 1);
        signal("one");
        assertThat(SwfNode.types(task(decider, 1).getSwfDecision().getEventsList()))
                .containsExactly(
                        "DecisionTaskStarted",
                        "DecisionTaskCompleted",
                        "WorkflowExecutionSignaled",
                        "DecisionTaskScheduled",
                        "DecisionTaskStarted");
    }

    private void signal(String workflowId) {
        swf.ask(
                "SignalWorkflowExecution",
                SignalWorkflowExecutionRequest.newBuilder()
                        .setDomain(SwfNode.DOMAIN)
                        .setWorkflowId(workflowId)
                        .setSignalName("s")
                        .setInput("x".repeat(30_000))
                        .build());
    }

    @Test
    void aLongHistoryComesInPages() {
        String run = swf.start("one");
        for (int i = 0; i < 80; i++) {
            signal("one");
        }
        decider();
        PollForDecisionTaskResponse first = task(decider, 0).getSwfDecision();
        assertThat(first.getSerializedSize()).isLessThan(2 << 20);
        int events = first.getEventsCount();
        String token = first.getNextPageToken();
        assertThat(token).isNotEmpty();
        while (!token.isEmpty()) {
            PollForDecisionTaskResponse next =
                    swf.decision(SwfNode.polling("deciders").setNextPageToken(token));
            events += next.getEventsCount();
            token = next.getNextPageToken();
        }
        assertThat(events).isEqualTo(swf.history("one", run).size());
    }

    @Test
    void aWorkerHearsAtItsHeartbeatThatItIsToCancel() {
        Ear<WorkRequest> decides = decider();
        Ear<WorkRequest> packs = packer();
        swf.start("one");
        decides.hear(reports(decided(1, task(decider, 0), SwfNode.pack("a"))));
        Task work = task(packer, 0);
        swf.ask(
                "RequestCancelWorkflowExecution",
                RequestCancelWorkflowExecutionRequest.newBuilder()
                        .setDomain(SwfNode.DOMAIN)
                        .setWorkflowId("one")
                        .build());
        Decision.Builder cancel = Decision.newBuilder().setDecisionType("RequestCancelActivityTask");
        cancel.getRequestCancelActivityTaskDecisionAttributesBuilder().setActivityId("a");
        decides.hear(reports(decided(2, task(decider, 1), cancel)));
        taken(decider, 2);
        packs.hear(reports(about(1, work).setHeartbeat(Heartbeat.getDefaultInstance())));
        await().atMost(PATIENCE).until(() -> packer.cancelRequested().contains(work.getTaskToken()));
        packs.hear(reports(about(2, work).setSwfCanceled(RespondActivityTaskCanceledRequest.getDefaultInstance())));
        taken(packer, 2);
        assertThat(SwfNode.types(task(decider, 2).getSwfDecision().getEventsList()))
                .contains("ActivityTaskCanceled");
    }

    @Test
    void everyReportIsAnsweredByItself() {
        Ear<WorkRequest> decides = decider();
        Ear<WorkRequest> packs = packer();
        swf.start("one");
        Task asked = task(decider, 0);
        decides.hear(reports(
                about(1, asked).setOutput("{}"),
                about(2, asked),
                decided(3, asked, SwfNode.done(), SwfNode.pack("a")),
                Report.newBuilder()
                        .setNumber(4)
                        .setTaskToken("nonsense")
                        .setSwfDecided(RespondDecisionTaskCompletedRequest.getDefaultInstance()),
                about(5, asked).setHeartbeat(Heartbeat.newBuilder().setDetails("x".repeat(2_049)))));
        for (long number = 1; number <= 5; number++) {
            assertThat(refused(decider, number).getError()).isEqualTo("ValidationException");
        }
        decides.hear(reports(decided(6, asked, SwfNode.pack("a"))));
        taken(decider, 6);
        decides.hear(reports(decided(7, asked)));
        assertThat(refused(decider, 7).getError()).isEqualTo("UnknownResourceFault");

        Task work = task(packer, 0);
        packs.hear(reports(
                about(1, work)
                        .setSwfFailed(
                                RespondActivityTaskFailedRequest.newBuilder().setReason("torn")),
                about(2, work).setSwfCompleted(RespondActivityTaskCompletedRequest.getDefaultInstance())));
        taken(packer, 1);
        assertThat(refused(packer, 2).getError()).isEqualTo("UnknownResourceFault");
    }

    @Test
    void whatIsDroppedCountsNoMore() {
        Ear<WorkRequest> decides = decider();
        swf.start("one");
        swf.start("two");
        Task first = task(decider, 0);
        decides.hear(reports(about(1, first).setDropped(Dropped.getDefaultInstance())));
        assertThat(task(decider, 1).getTaskToken()).isNotEqualTo(first.getTaskToken());
        assertThat(decider.refused(1)).isEmpty();
        decides.hear(reports(decided(2, first, SwfNode.done())));
        taken(decider, 2);
    }

    @Test
    void aWorkerHearsThatItsTaskIsOver() {
        decider();
        swf.start("one");
        Task asked = task(decider, 0);
        swf.ask(
                "TerminateWorkflowExecution",
                TerminateWorkflowExecutionRequest.newBuilder()
                        .setDomain(SwfNode.DOMAIN)
                        .setWorkflowId("one")
                        .build());
        await().atMost(PATIENCE).until(() -> decider.cancelled().contains(asked.getTaskToken()));
    }

    @Test
    void aNodeThatIsDrainedSendsWorkersAway() {
        decider();
        swf.house.node.drain(Duration.ofSeconds(5));

        await().atMost(PATIENCE).until(() -> decider.wasSentAway() && decider.hasEnded());
    }

    @Test
    void helloIsHeldToTheRules() {
        refuses("ValidationException", list(Kind.KIND_UNSPECIFIED, "deciders"));
        refuses("ValidationException", list(Kind.KIND_DECISIONS, ""));
        refuses("ValidationException", list(Kind.KIND_DECISIONS, "x".repeat(257)));
        refuses("UnknownResourceFault", list(Kind.KIND_DECISIONS, "deciders").setDomain("elsewhere"));
        Ear<WorkRequest> both = swf.house.node.work().begin(LiveNode.CALLER, new Listening());
        WorkRequest said = WorkRequest.newBuilder()
                .setHello(Hello.newBuilder()
                        .addActivityArns(swf.house.registry.activity("work"))
                        .addSwfTaskLists(list(Kind.KIND_DECISIONS, "deciders")))
                .build();
        assertThatThrownBy(() -> both.hear(said))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("ValidationException"));
    }

    private void refuses(String error, SwfTaskList.Builder list) {
        Ear<WorkRequest> ear = swf.house.node.work().begin(LiveNode.CALLER, new Listening());
        assertThatThrownBy(() -> ear.hear(hello(list)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo(error));
        ear.gone();
    }

    @Test
    void anotherTenantsTokenIsNone() {
        decider();
        swf.start("one");
        Task task = task(decider, 0);
        Caller stranger = LiveNode.caller(8, "123456789012");
        Listening others = new Listening();
        Ear<WorkRequest> other = swf.house.node.work().begin(stranger, others);
        other.hear(hello(list(Kind.KIND_DECISIONS, "deciders")));
        other.hear(reports(decided(1, task, SwfNode.done())));

        assertThat(refused(others, 1).getMessage()).isEqualTo("Invalid token");
        assertThat(others.tasks()).isEmpty();
    }
}
