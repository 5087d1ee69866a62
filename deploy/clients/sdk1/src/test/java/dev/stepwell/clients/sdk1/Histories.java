package dev.stepwell.clients.sdk1;

import com.amazonaws.services.simpleworkflow.AmazonSimpleWorkflow;
import com.amazonaws.services.simpleworkflow.model.DescribeWorkflowExecutionRequest;
import com.amazonaws.services.simpleworkflow.model.EventType;
import com.amazonaws.services.simpleworkflow.model.ExecutionTimeFilter;
import com.amazonaws.services.simpleworkflow.model.GetWorkflowExecutionHistoryRequest;
import com.amazonaws.services.simpleworkflow.model.HistoryEvent;
import com.amazonaws.services.simpleworkflow.model.ListClosedWorkflowExecutionsRequest;
import com.amazonaws.services.simpleworkflow.model.WorkflowExecution;
import com.amazonaws.services.simpleworkflow.model.WorkflowExecutionFilter;
import com.amazonaws.services.simpleworkflow.model.WorkflowExecutionInfo;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.awaitility.Awaitility;

/** What became of the runs of a domain. */
record Histories(AmazonSimpleWorkflow swf, String domain) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PACE = Duration.ofMillis(50);

    Run of(WorkflowExecution execution) {
        return new Run(execution);
    }

    /** The newest run under an id once as many have closed. */
    @SuppressWarnings("JavaUtilDate") // SDK 1 has no other
    Run lastOf(String workflowId, int closed) {
        List<WorkflowExecutionInfo> infos = Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(PACE)
                .until(
                        () -> swf.listClosedWorkflowExecutions(new ListClosedWorkflowExecutionsRequest()
                                        .withDomain(domain)
                                        .withCloseTimeFilter(new ExecutionTimeFilter().withOldestDate(new Date(0)))
                                        .withExecutionFilter(new WorkflowExecutionFilter().withWorkflowId(workflowId)))
                                .getExecutionInfos(),
                        found -> found.size() >= closed);
        return new Run(infos.getFirst().getExecution());
    }

    /** One run. */
    final class Run {
        private final WorkflowExecution execution;

        private Run(WorkflowExecution execution) {
            this.execution = execution;
        }

        /** What it ended with, as JSON. */
        String result() {
            HistoryEvent last = closed();
            if (last.getWorkflowExecutionCompletedEventAttributes() == null) {
                throw new AssertionError("it ended with " + last);
            }
            return last.getWorkflowExecutionCompletedEventAttributes().getResult();
        }

        /** Its last event, once it has closed. */
        HistoryEvent closed() {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(PACE)
                    .until(
                            () -> swf.describeWorkflowExecution(new DescribeWorkflowExecutionRequest()
                                            .withDomain(domain)
                                            .withExecution(execution))
                                    .getExecutionInfo()
                                    .getExecutionStatus(),
                            "CLOSED"::equals);
            return events().getLast();
        }

        /** Returns when there is such an event. */
        void await(EventType type) {
            Awaitility.await().atMost(PATIENCE).pollInterval(PACE).until(() -> !of(type).isEmpty());
        }

        /** The first thousand of them. */
        List<HistoryEvent> events() {
            return swf.getWorkflowExecutionHistory(new GetWorkflowExecutionHistoryRequest()
                            .withDomain(domain)
                            .withExecution(execution))
                    .getEvents();
        }

        List<HistoryEvent> of(EventType type) {
            return events().stream()
                    .filter(event -> event.getEventType().equals(type.toString()))
                    .toList();
        }
    }
}
