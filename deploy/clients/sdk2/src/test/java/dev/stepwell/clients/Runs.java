package dev.stepwell.clients;

import com.amazonaws.services.simpleworkflow.flow.JsonDataConverter;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.EventType;
import software.amazon.awssdk.services.swf.model.ExecutionStatus;
import software.amazon.awssdk.services.swf.model.HistoryEvent;
import software.amazon.awssdk.services.swf.model.WorkflowExecutionInfo;

/** Starts workflows of a domain from outside, and sees how they end. */
public record Runs(SwfClient swf, String domain) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PACE = Duration.ofMillis(50);

    /** Arguments as Flow's methods read them. */
    public static String arguments(Object... arguments) {
        return new JsonDataConverter().toData(arguments);
    }

    /** Starts one whose decisions are asked for on a list. */
    public Run start(String workflowId, String type, String version, String list, Object[] arguments) {
        String runId = swf.startWorkflowExecution(r -> r.domain(domain)
                        .workflowId(workflowId)
                        .workflowType(t -> t.name(type).version(version))
                        .taskList(l -> l.name(list))
                        .taskStartToCloseTimeout("30")
                        .input(arguments(arguments)))
                .runId();
        return new Run(workflowId, runId);
    }

    /** One that somebody else has started. */
    public Run of(String workflowId, String runId) {
        return new Run(workflowId, runId);
    }

    /** The newest run under an id once as many have closed. */
    public Run lastOf(String workflowId, int closed) {
        List<WorkflowExecutionInfo> infos = Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(PACE)
                .until(
                        () -> swf.listClosedWorkflowExecutions(r -> r.domain(domain)
                                        .closeTimeFilter(f -> f.oldestDate(java.time.Instant.EPOCH))
                                        .executionFilter(f -> f.workflowId(workflowId)))
                                .executionInfos(),
                        found -> found.size() >= closed);
        return new Run(workflowId, infos.getFirst().execution().runId());
    }

    /** One run. */
    public final class Run {
        private final String workflowId;
        private final String runId;

        private Run(String workflowId, String runId) {
            this.workflowId = workflowId;
            this.runId = runId;
        }

        /** What it ended with, as JSON. */
        public String result() {
            HistoryEvent last = closed();
            if (last.eventType() != EventType.WORKFLOW_EXECUTION_COMPLETED) {
                throw new AssertionError("it ended with " + last);
            }
            return last.workflowExecutionCompletedEventAttributes().result();
        }

        /** Its last event, once it has closed. */
        public HistoryEvent closed() {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(PACE)
                    .until(
                            () -> swf.describeWorkflowExecution(r -> r.domain(domain)
                                            .execution(e ->
                                                    e.workflowId(workflowId).runId(runId)))
                                    .executionInfo()
                                    .executionStatus(),
                            ExecutionStatus.CLOSED::equals);
            return events().getLast();
        }

        /** Returns when there is such an event. */
        public void await(EventType type) {
            Awaitility.await().atMost(PATIENCE).pollInterval(PACE).until(() -> count(type) > 0);
        }

        public List<HistoryEvent> events() {
            return swf
                    .getWorkflowExecutionHistoryPaginator(r -> r.domain(domain)
                            .execution(e -> e.workflowId(workflowId).runId(runId)))
                    .events()
                    .stream()
                    .toList();
        }

        public List<HistoryEvent> of(EventType type) {
            return events().stream().filter(event -> event.eventType() == type).toList();
        }

        public int count(EventType type) {
            return of(type).size();
        }
    }
}
