package dev.stepwell.rig.swf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.swf.model.Decision;
import software.amazon.awssdk.services.swf.model.DecisionType;
import software.amazon.awssdk.services.swf.model.EventType;
import software.amazon.awssdk.services.swf.model.HistoryEvent;

/**
 * What a decider decides, by the history alone, so that it is the same whoever decides and however often. An order does three activities, each again when it has timed out, has a
 * child do one, waits for its client's signal, and with its very end tells the collector, which ends when it has heard of all.
 */
final class Plan {
    static final String COLLECTOR = "collector";
    static final String CHILD = "-child";
    static final String TOLD = "ended ";
    private static final int ACTIVITIES = 3;

    private Plan() {}

    /** How a run of that workflow id ends. */
    static String result(String workflowId, int orders) {
        return workflowId + " " + (workflowId.equals(COLLECTOR) ? orders : activities(workflowId));
    }

    static int activities(String workflowId) {
        return workflowId.endsWith(CHILD) ? 1 : ACTIVITIES;
    }

    /** The decisions after a history. */
    static List<Decision> decide(String workflowId, List<HistoryEvent> history, int orders) {
        if (workflowId.equals(COLLECTOR)) {
            long heard = signals(history).stream().distinct().count();
            return heard < orders ? List.of() : List.of(complete(result(workflowId, orders)));
        }
        long done = count(history, EventType.ACTIVITY_TASK_COMPLETED);
        long timedOut = count(history, EventType.ACTIVITY_TASK_TIMED_OUT);
        if (done + timedOut < count(history, EventType.ACTIVITY_TASK_SCHEDULED)) {
            return List.of();
        }
        if (done < activities(workflowId)) {
            return List.of(activity("a" + done));
        }
        if (workflowId.endsWith(CHILD)) {
            return List.of(complete(result(workflowId, orders)));
        }
        if (count(history, EventType.START_CHILD_WORKFLOW_EXECUTION_INITIATED) == 0) {
            return List.of(child(workflowId + CHILD));
        }
        boolean ready = count(history, EventType.CHILD_WORKFLOW_EXECUTION_COMPLETED) > 0
                && !signals(history).isEmpty();
        return ready ? end(workflowId, history, orders) : List.of();
    }

    /** An end fails when something has happened that its decider had not seen; what was decided beside it stands, and is not decided again. */
    private static List<Decision> end(String workflowId, List<HistoryEvent> history, int orders) {
        Decision end = complete(result(workflowId, orders));
        return tellings(history) == 0 ? List.of(tell(TOLD + workflowId), end) : List.of(end);
    }

    /** How often a run has decided to tell the collector. */
    static long tellings(List<HistoryEvent> history) {
        return count(history, EventType.SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED);
    }

    /** The names of the signals that a history tells of, in their order. */
    static List<String> signals(List<HistoryEvent> history) {
        List<String> names = new ArrayList<>();
        history.forEach(event -> Optional.ofNullable(event.workflowExecutionSignaledEventAttributes())
                .ifPresent(signaled -> names.add(signaled.signalName())));
        return names;
    }

    private static long count(List<HistoryEvent> history, EventType type) {
        return history.stream().filter(event -> event.eventType() == type).count();
    }

    private static Decision activity(String id) {
        return Decision.builder()
                .decisionType(DecisionType.SCHEDULE_ACTIVITY_TASK)
                .scheduleActivityTaskDecisionAttributes(a ->
                        a.activityType(t -> t.name(SwfCrew.TYPE).version("1")).activityId(id))
                .build();
    }

    private static Decision child(String workflowId) {
        return Decision.builder()
                .decisionType(DecisionType.START_CHILD_WORKFLOW_EXECUTION)
                .startChildWorkflowExecutionDecisionAttributes(a ->
                        a.workflowType(t -> t.name(SwfCrew.TYPE).version("1")).workflowId(workflowId))
                .build();
    }

    private static Decision tell(String signal) {
        return Decision.builder()
                .decisionType(DecisionType.SIGNAL_EXTERNAL_WORKFLOW_EXECUTION)
                .signalExternalWorkflowExecutionDecisionAttributes(
                        a -> a.workflowId(COLLECTOR).signalName(signal))
                .build();
    }

    private static Decision complete(String result) {
        return Decision.builder()
                .decisionType(DecisionType.COMPLETE_WORKFLOW_EXECUTION)
                .completeWorkflowExecutionDecisionAttributes(a -> a.result(result))
                .build();
    }
}
