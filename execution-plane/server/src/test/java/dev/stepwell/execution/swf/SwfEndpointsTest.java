package dev.stepwell.execution.swf;

import static dev.stepwell.execution.swf.SwfNode.DOMAIN;
import static dev.stepwell.execution.swf.SwfNode.again;
import static dev.stepwell.execution.swf.SwfNode.child;
import static dev.stepwell.execution.swf.SwfNode.done;
import static dev.stepwell.execution.swf.SwfNode.list;
import static dev.stepwell.execution.swf.SwfNode.pack;
import static dev.stepwell.execution.swf.SwfNode.polling;
import static dev.stepwell.execution.swf.SwfNode.starting;
import static dev.stepwell.execution.swf.SwfNode.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.SwfWorkflowType;
import dev.stepwell.contracts.swf.v1.CountPendingActivityTasksRequest;
import dev.stepwell.contracts.swf.v1.CountPendingActivityTasksResponse;
import dev.stepwell.contracts.swf.v1.Decision;
import dev.stepwell.contracts.swf.v1.ExecutionTimeFilter;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.contracts.swf.v1.ListClosedWorkflowExecutionsRequest;
import dev.stepwell.contracts.swf.v1.ListClosedWorkflowExecutionsResponse;
import dev.stepwell.contracts.swf.v1.PollForActivityTaskResponse;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskResponse;
import dev.stepwell.contracts.swf.v1.RecordActivityTaskHeartbeatRequest;
import dev.stepwell.contracts.swf.v1.RecordActivityTaskHeartbeatResponse;
import dev.stepwell.contracts.swf.v1.RequestCancelWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.SignalWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.TerminateWorkflowExecutionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SWF on a whole node with the memory store, asked as the gateway asks it. */
class SwfEndpointsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SwfNode swf = new SwfNode();

    @AfterEach
    void close() {
        swf.close();
    }

    @Test
    void aRunGoesThroughItsLife() {
        String run = swf.start(starting("one").setInput("hello"));
        PollForDecisionTaskResponse first = swf.decision();
        assertThat(first.getWorkflowExecution()).isEqualTo(SwfNode.execution("one", run));
        assertThat(first.getStartedEventId()).isEqualTo(3);
        assertThat(first.getPreviousStartedEventId()).isZero();
        assertThat(types(first.getEventsList()))
                .containsExactly("WorkflowExecutionStarted", "DecisionTaskScheduled", "DecisionTaskStarted");
        swf.decide(first, pack("a"));

        PollForActivityTaskResponse task = swf.activity();
        assertThat(task.getActivityId()).isEqualTo("a");
        assertThat(task.getInput()).isEqualTo("in");
        assertThat(beat(task, "half way")).isFalse();
        swf.complete(task, "packed");

        PollForDecisionTaskResponse second = swf.decision();
        assertThat(second.getPreviousStartedEventId()).isEqualTo(3);
        assertThat(swf.describe("one", run).getOpenCounts().getOpenDecisionTasks())
                .isEqualTo(1);
        swf.decide(second, done());

        List<HistoryEvent> history = swf.history("one", run);
        assertThat(types(history))
                .containsExactly(
                        "WorkflowExecutionStarted",
                        "DecisionTaskScheduled",
                        "DecisionTaskStarted",
                        "DecisionTaskCompleted",
                        "ActivityTaskScheduled",
                        "ActivityTaskStarted",
                        "ActivityTaskCompleted",
                        "DecisionTaskScheduled",
                        "DecisionTaskStarted",
                        "DecisionTaskCompleted",
                        "WorkflowExecutionCompleted");
        assertThat(history.stream().map(HistoryEvent::getEventId))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 11).boxed().toList());
        assertThat(swf.describe("one", run).getExecutionInfo().getCloseStatus()).isEqualTo("COMPLETED");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void activitiesOneAfterTheOtherTakeSixEventsEach(int activities) {
        String run = swf.start("one");
        for (int i = 0; i < activities; i++) {
            swf.decide(swf.decision(), pack("a" + i));
            swf.complete(swf.activity(), "packed");
        }
        swf.decide(swf.decision(), done());
        assertThat(swf.history("one", run)).hasSize(6 * activities + 5);
    }

    @Test
    void aWorkflowIdIsOneOpenRuns() {
        swf.start("one");
        refuses("WorkflowExecutionAlreadyStartedFault", "", () -> swf.start("one"));
        swf.decide(swf.decision(), done());
        assertThat(swf.start("one")).isNotEmpty();
    }

    @Test
    void aRunContinuesAsANewOne() {
        String first = swf.start("one");
        swf.decide(swf.decision(), again());
        PollForDecisionTaskResponse task = swf.decision();
        String next = task.getWorkflowExecution().getRunId();
        assertThat(swf.history("one", first)
                        .getLast()
                        .getWorkflowExecutionContinuedAsNewEventAttributes()
                        .getNewExecutionRunId())
                .isEqualTo(next)
                .isNotEqualTo(first);
        assertThat(task.getEvents(0)
                        .getWorkflowExecutionStartedEventAttributes()
                        .getContinuedExecutionRunId())
                .isEqualTo(first);
        assertThat(task.getEvents(0)
                        .getWorkflowExecutionStartedEventAttributes()
                        .getInput())
                .isEqualTo("next");
        refuses("WorkflowExecutionAlreadyStartedFault", "", () -> swf.start("one"));
        swf.decide(task, done());
        assertThat(swf.start("one")).isNotEmpty();
    }

    @Test
    void aChildTellsItsParent() {
        String run = swf.start("parent");
        swf.decide(swf.decision(), child("kid", "kids"));
        PollForDecisionTaskResponse kid = swf.decision(polling("kids"));
        assertThat(kid.getEvents(0).getWorkflowExecutionStartedEventAttributes().getParentWorkflowExecution())
                .isEqualTo(SwfNode.execution("parent", run));
        Decision.Builder signal = Decision.newBuilder().setDecisionType("SignalExternalWorkflowExecution");
        signal.getSignalExternalWorkflowExecutionDecisionAttributesBuilder()
                .setWorkflowId("parent")
                .setSignalName("soon");
        swf.decide(kid, signal);
        swf.decide(swf.decision(polling("kids")), done());

        seen("ChildWorkflowExecutionCompleted", "WorkflowExecutionSignaled", "ChildWorkflowExecutionStarted");
        assertThat(types(swf.history("kid", kid.getWorkflowExecution().getRunId())))
                .contains("ExternalWorkflowExecutionSignaled");
    }

    /** Takes decision tasks until the history has all of these. */
    private void seen(String... events) {
        List<String> all = new ArrayList<>();
        while (!all.containsAll(List.of(events))) {
            PollForDecisionTaskResponse task = swf.decision();
            assertThat(task.hasTaskToken()).isTrue();
            all.addAll(types(task.getEventsList()));
            swf.decide(task);
        }
    }

    @Test
    void childrenGoAsThePolicySays() {
        swf.start("parent");
        swf.decide(swf.decision(), child("kid", "kids"));
        PollForDecisionTaskResponse kid = swf.decision(polling("kids"));
        seen("ChildWorkflowExecutionStarted");
        swf.ask(
                "TerminateWorkflowExecution",
                TerminateWorkflowExecutionRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setWorkflowId("parent")
                        .setReason("enough")
                        .build());
        String run = kid.getWorkflowExecution().getRunId();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                swf.describe("kid", run).getExecutionInfo().getCloseStatus())
                        .isEqualTo("TERMINATED"));
        assertThat(swf.history("kid", run)
                        .getLast()
                        .getWorkflowExecutionTerminatedEventAttributes()
                        .getCause())
                .isEqualTo("CHILD_POLICY_APPLIED");
        assertThatThrownBy(() -> swf.decide(kid, done())).isInstanceOf(Fault.class);
    }

    @Test
    void aPolicyFollowsAChildThatHasContinuedAsANewRun() {
        swf.start("parent");
        swf.decide(swf.decision(), child("kid", "kids"));
        PollForDecisionTaskResponse kid = swf.decision(polling("kids"));
        seen("ChildWorkflowExecutionStarted");
        swf.decide(kid, again());
        PollForDecisionTaskResponse next = swf.decision();
        swf.ask(
                "TerminateWorkflowExecution",
                TerminateWorkflowExecutionRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setWorkflowId("parent")
                        .build());
        String run = next.getWorkflowExecution().getRunId();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                swf.describe("kid", run).getExecutionInfo().getCloseStatus())
                        .isEqualTo("TERMINATED"));
    }

    @Test
    void aWorkerHearsThatItIsToCancel() {
        String run = swf.start("one");
        swf.decide(swf.decision(), pack("a"));
        PollForActivityTaskResponse task = swf.activity();
        swf.ask(
                "RequestCancelWorkflowExecution",
                RequestCancelWorkflowExecutionRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setWorkflowId("one")
                        .build());
        assertThat(beat(task, "")).isFalse();
        Decision.Builder cancel = Decision.newBuilder().setDecisionType("RequestCancelActivityTask");
        cancel.getRequestCancelActivityTaskDecisionAttributesBuilder().setActivityId("a");
        swf.decide(swf.decision(), cancel);
        assertThat(beat(task, "")).isTrue();
        assertThat(swf.describe("one", run).getExecutionInfo().getCancelRequested())
                .isTrue();
    }

    @Test
    void historiesOfDecisionTasksComeInPages() {
        swf.start("one");
        for (int i = 0; i < 12; i++) {
            signal("one", "s" + i);
        }
        PollForDecisionTaskResponse page = swf.decision(polling("deciders").setMaximumPageSize(5));
        String token = page.getTaskToken();
        List<Long> ids = new ArrayList<>();
        while (true) {
            assertThat(page.getTaskToken()).isEqualTo(token);
            page.getEventsList().forEach(event -> ids.add(event.getEventId()));
            if (!page.hasNextPageToken()) {
                break;
            }
            page = swf.decision(polling("deciders").setMaximumPageSize(5).setNextPageToken(page.getNextPageToken()));
        }
        assertThat(ids)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, page.getStartedEventId())
                        .boxed()
                        .toList());
        swf.decide(page);
        signal("one", "late");
        PollForDecisionTaskResponse news = swf.decision(polling("deciders").setStartAtPreviousStartedEvent(true));
        assertThat(news.getEvents(0).getEventId()).isEqualTo(news.getPreviousStartedEventId());
        refuses(
                "ValidationException",
                "Invalid token",
                () -> swf.decision(polling("deciders").setNextPageToken("forged")));
    }

    @Test
    void whatMayNotBeIsRefusedInAwssWords() {
        refuses(
                "UnknownResourceFault",
                "Unknown domain: nowhere",
                () -> swf.start(starting("x").setDomain("nowhere")));
        var type = starting("x").getWorkflowType().toBuilder().setVersion("2").build();
        refuses(
                "UnknownResourceFault",
                "Unknown type: WorkflowType=[name=order, version=2]",
                () -> swf.start(starting("x").setWorkflowType(type)));
        swf.house.registry.swf.workflowType(
                DOMAIN,
                "order",
                "2",
                SwfWorkflowType.newBuilder().setStatus("DEPRECATED").build());
        refuses(
                "TypeDeprecatedFault",
                "WorkflowType=[name=order, version=2]",
                () -> swf.start(starting("x").setWorkflowType(type)));
        var bare = type.toBuilder().setVersion("3").build();
        swf.house.registry.swf.workflowType(
                DOMAIN,
                "order",
                "3",
                SwfWorkflowType.newBuilder().setStatus("REGISTERED").build());
        refuses(
                "DefaultUndefinedFault",
                "defaultTaskList",
                () -> swf.start(starting("x").setWorkflowType(bare)));
        refuses("UnknownResourceFault", "Unknown execution, workflowId = x", () -> signal("x", "s"));
        refuses(
                "UnknownResourceFault",
                "Unknown execution: WorkflowExecution=[workflowId=x, runId=y]",
                () -> swf.describe("x", "y"));
        swf.start("one");
        PollForDecisionTaskResponse task = swf.decision();
        refuses(
                "ValidationException",
                "Close must be last decision in list",
                () -> swf.decide(task, done(), pack("a")));
        swf.decide(task, done());
        refuses("UnknownResourceFault", "Unknown decision, scheduledEventId = 2", () -> swf.decide(task, done()));
    }

    @Test
    void listsShowWhatWaitsAndWhatHasClosed() {
        String run = swf.start(starting("one").addTagList("red"));
        swf.decide(swf.decision(), pack("a"), pack("b"));
        CountPendingActivityTasksResponse pending = swf.ask(
                "CountPendingActivityTasks",
                CountPendingActivityTasksRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setTaskList(list("packers"))
                        .build());
        assertThat(pending.getCount()).isEqualTo(2);
        swf.complete(swf.activity(), "");
        swf.decide(swf.decision(), done());
        ListClosedWorkflowExecutionsResponse closed = swf.ask(
                "ListClosedWorkflowExecutions",
                ListClosedWorkflowExecutionsRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setStartTimeFilter(
                                ExecutionTimeFilter.newBuilder().setOldestDate(Timestamp.getDefaultInstance()))
                        .build());
        assertThat(closed.getExecutionInfosList()).singleElement().satisfies(info -> {
            assertThat(info.getExecution()).isEqualTo(SwfNode.execution("one", run));
            assertThat(info.getCloseStatus()).isEqualTo("COMPLETED");
            assertThat(info.getTagListList()).containsExactly("red");
        });
    }

    private void signal(String workflowId, String name) {
        swf.ask(
                "SignalWorkflowExecution",
                SignalWorkflowExecutionRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setWorkflowId(workflowId)
                        .setSignalName(name)
                        .build());
    }

    private boolean beat(PollForActivityTaskResponse task, String details) {
        RecordActivityTaskHeartbeatResponse answer = swf.ask(
                "RecordActivityTaskHeartbeat",
                RecordActivityTaskHeartbeatRequest.newBuilder()
                        .setTaskToken(task.getTaskToken())
                        .setDetails(details)
                        .build());
        return answer.getCancelRequested();
    }

    private static void refuses(String error, String text, Runnable what) {
        assertThatThrownBy(what::run).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.error()).isEqualTo(error);
            assertThat(fault.text()).isEqualTo(text);
        });
    }
}
