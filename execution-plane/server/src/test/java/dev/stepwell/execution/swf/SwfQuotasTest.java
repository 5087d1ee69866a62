package dev.stepwell.execution.swf;

import static dev.stepwell.execution.swf.SwfNode.DOMAIN;
import static dev.stepwell.execution.swf.SwfNode.child;
import static dev.stepwell.execution.swf.SwfNode.list;
import static dev.stepwell.execution.swf.SwfNode.pack;
import static dev.stepwell.execution.swf.SwfNode.starting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.swf.v1.Decision;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.contracts.swf.v1.SignalWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.TerminateWorkflowExecutionRequest;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SWF's buckets and open executions on a whole node. */
class SwfQuotasTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> DECISIONS = List.of(
            "ScheduleActivityTask",
            "StartTimer",
            "StartChildWorkflowExecution",
            "SignalExternalWorkflowExecution",
            "RequestCancelExternalWorkflowExecution",
            "ScheduleLambdaFunction");

    private final TinyRegistry registry = new TinyRegistry();
    private SwfNode swf;

    @BeforeEach
    void setQuotas() {
        DECISIONS.forEach(kind -> bucket("swf.decision." + kind));
        bucket("swf.execution.SignalWorkflowExecution");
        registry.quota(LiveNode.CALLER.tenant(), "swf.OpenExecutionsPerDomain", 3, OptionalLong.empty());
        registry.functionEndpoint("http://127.0.0.1:9");
        swf = new SwfNode(registry);
        swf.start(starting("probe").setTaskList(list("nobody's")));
        await().atMost(PATIENCE).until(() -> isThrottled("probe")); // as soon as that is so, all of it is in force
    }

    private void bucket(String name) {
        registry.quota(LiveNode.CALLER.tenant(), name, 1, OptionalLong.of(1));
    }

    @AfterEach
    void close() {
        swf.close();
    }

    private boolean isThrottled(String workflowId) {
        try {
            signal(workflowId);
            return false;
        } catch (Fault fault) {
            assertThat(fault.error()).isEqualTo("ThrottlingException");
            assertThat(fault.text()).isEqualTo("Rate exceeded");
            return true;
        }
    }

    private void signal(String workflowId) {
        swf.ask(
                "SignalWorkflowExecution",
                SignalWorkflowExecutionRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setWorkflowId(workflowId)
                        .setSignalName("s")
                        .build());
    }

    @Test
    void eachRunHasABucketOfItsOwn() {
        swf.start("one");
        signal("one");
        assertThat(swf.history("one", swf.decision().getWorkflowExecution().getRunId()))
                .extracting(HistoryEvent::getEventType)
                .contains("WorkflowExecutionSignaled");
    }

    /** Two of each kind at once, where the bucket of each holds one. */
    @Test
    void decisionsBeyondTheirBucketFailWithTheirCause() {
        String run = swf.start("one");
        swf.decide(
                swf.decision(),
                pack("a"),
                pack("b"),
                timer("a"),
                timer("b"),
                child("a", "deciders"),
                child("b", "deciders"),
                signalExternal("x"),
                signalExternal("y"),
                cancelExternal("x"),
                cancelExternal("y"),
                lambda("a"),
                lambda("b"));
        Map<String, String> causes = swf.history("one", run).stream()
                .filter(event -> !SwfQuotasTest.cause(event).isEmpty())
                .filter(event -> cause(event).endsWith("_RATE_EXCEEDED"))
                .collect(Collectors.toMap(HistoryEvent::getEventType, SwfQuotasTest::cause));
        assertThat(causes)
                .isEqualTo(Map.of(
                        "ScheduleActivityTaskFailed", "ACTIVITY_CREATION_RATE_EXCEEDED",
                        "StartTimerFailed", "TIMER_CREATION_RATE_EXCEEDED",
                        "StartChildWorkflowExecutionFailed", "CHILD_CREATION_RATE_EXCEEDED",
                        "SignalExternalWorkflowExecutionFailed", "SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED",
                        "RequestCancelExternalWorkflowExecutionFailed",
                                "REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED",
                        "ScheduleLambdaFunctionFailed", "LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED"));
    }

    @Test
    void oneExecutionTooManyIsNotStartedNorIsAChild() {
        swf.start(starting("two").setTaskList(list("nobody's")));
        String run = swf.start("three");
        assertThatThrownBy(() -> swf.start("four"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("LimitExceededFault"));
        swf.decide(swf.decision(), child("five", "deciders"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(swf.history("three", run))
                        .extracting(SwfQuotasTest::cause)
                        .contains("OPEN_WORKFLOWS_LIMIT_EXCEEDED"));
        terminate("two");
        await().atMost(PATIENCE).until(this::isStarted);
    }

    private boolean isStarted() {
        try {
            swf.start("four");
            return true;
        } catch (Fault fault) {
            assertThat(fault.error()).isEqualTo("LimitExceededFault");
            return false;
        }
    }

    private void terminate(String workflowId) {
        swf.ask(
                "TerminateWorkflowExecution",
                TerminateWorkflowExecutionRequest.newBuilder()
                        .setDomain(DOMAIN)
                        .setWorkflowId(workflowId)
                        .build());
    }

    private static String cause(HistoryEvent event) {
        return switch (event.getEventType()) {
            case "ScheduleActivityTaskFailed" ->
                event.getScheduleActivityTaskFailedEventAttributes().getCause();
            case "StartTimerFailed" ->
                event.getStartTimerFailedEventAttributes().getCause();
            case "StartChildWorkflowExecutionFailed" ->
                event.getStartChildWorkflowExecutionFailedEventAttributes().getCause();
            case "SignalExternalWorkflowExecutionFailed" ->
                event.getSignalExternalWorkflowExecutionFailedEventAttributes().getCause();
            case "RequestCancelExternalWorkflowExecutionFailed" ->
                event.getRequestCancelExternalWorkflowExecutionFailedEventAttributes()
                        .getCause();
            case "ScheduleLambdaFunctionFailed" ->
                event.getScheduleLambdaFunctionFailedEventAttributes().getCause();
            default -> "";
        };
    }

    private static Decision.Builder timer(String id) {
        Decision.Builder decision = Decision.newBuilder().setDecisionType("StartTimer");
        decision.getStartTimerDecisionAttributesBuilder().setTimerId(id).setStartToFireTimeout("600");
        return decision;
    }

    private static Decision.Builder signalExternal(String workflowId) {
        Decision.Builder decision = Decision.newBuilder().setDecisionType("SignalExternalWorkflowExecution");
        decision.getSignalExternalWorkflowExecutionDecisionAttributesBuilder()
                .setWorkflowId(workflowId)
                .setSignalName("s");
        return decision;
    }

    private static Decision.Builder cancelExternal(String workflowId) {
        Decision.Builder decision = Decision.newBuilder().setDecisionType("RequestCancelExternalWorkflowExecution");
        decision.getRequestCancelExternalWorkflowExecutionDecisionAttributesBuilder()
                .setWorkflowId(workflowId);
        return decision;
    }

    private static Decision.Builder lambda(String id) {
        Decision.Builder decision = Decision.newBuilder().setDecisionType("ScheduleLambdaFunction");
        decision.getScheduleLambdaFunctionDecisionAttributesBuilder().setId(id).setName("f");
        return decision;
    }
}
