package dev.stepwell.rig.swf;

import dev.stepwell.simulation.audit.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.swf.model.HistoryEvent;

/**
 * What must hold of the histories of runs: ids without gaps, one end and nothing after it, at most one open decision task, each decided at most
 * once, nothing acknowledged that is not there exactly once, every child's end told once, and the end that was planned.
 */
final class SwfAudit {
    private final Violations violations;
    private final int orders;

    /** What completions and signals said, of all runs. */
    private final List<String> said = new ArrayList<>();

    SwfAudit(Violations violations, int orders) {
        this.violations = violations;
        this.orders = orders;
    }

    void check(String workflowId, List<HistoryEvent> history) {
        for (int i = 0; i < history.size(); i++) {
            require(history.get(i).eventId() == i + 1, "I2", workflowId, "event ids have gaps");
        }
        require(!history.isEmpty(), "I1", workflowId, "it has no history");
        if (history.isEmpty()) {
            return;
        }
        long ends = history.stream().filter(SwfAudit::isEnd).count();
        require(ends == 1 && isEnd(history.getLast()), "I2", workflowId, "it has not ended once, and last: " + ends);
        decisions(workflowId, history);
        String result = Optional.ofNullable(history.getLast().workflowExecutionCompletedEventAttributes())
                .map(attributes -> attributes.result())
                .orElse("none");
        require(result.equals(Plan.result(workflowId, orders)), "I5", workflowId, "it ended with " + result);
        says(workflowId, history);
    }

    private static boolean isEnd(HistoryEvent event) {
        return switch (event.eventType()) {
            case WORKFLOW_EXECUTION_COMPLETED,
                    WORKFLOW_EXECUTION_FAILED,
                    WORKFLOW_EXECUTION_TIMED_OUT,
                    WORKFLOW_EXECUTION_CANCELED,
                    WORKFLOW_EXECUTION_TERMINATED,
                    WORKFLOW_EXECUTION_CONTINUED_AS_NEW -> true;
            default -> false;
        };
    }

    private void decisions(String workflowId, List<HistoryEvent> history) {
        boolean open = false;
        Set<Long> decided = new HashSet<>();
        for (HistoryEvent event : history) {
            switch (event.eventType()) {
                case DECISION_TASK_SCHEDULED -> {
                    require(!open, "I3", workflowId, "two decision tasks are open at event " + event.eventId());
                    open = true;
                }
                case DECISION_TASK_COMPLETED -> {
                    open = false;
                    long task = event.decisionTaskCompletedEventAttributes().scheduledEventId();
                    require(decided.add(task), "I3", workflowId, "decision task " + task + " was decided twice");
                }
                case DECISION_TASK_TIMED_OUT -> open = false;
                default -> {}
            }
        }
    }

    private void says(String workflowId, List<HistoryEvent> history) {
        List<String> signals = Plan.signals(history);
        said.addAll(signals);
        int children = 0;
        int activities = 0;
        for (HistoryEvent event : history) {
            if (event.activityTaskCompletedEventAttributes() != null) {
                said.add(event.activityTaskCompletedEventAttributes().result());
                activities++;
            }
            children += event.childWorkflowExecutionCompletedEventAttributes() == null ? 0 : 1;
        }
        if (workflowId.equals(Plan.COLLECTOR)) {
            require(
                    new HashSet<>(signals).size() == signals.size(),
                    "I3",
                    workflowId,
                    "it was told twice of the same end");
            require(signals.size() == orders, "I1", workflowId, "it heard " + signals.size() + " of " + orders);
            return;
        }
        require(activities == Plan.activities(workflowId), "I3", workflowId, "it did " + activities + " activities");
        int wanted = workflowId.endsWith(Plan.CHILD) ? 0 : 1;
        long tellings = Plan.tellings(history);
        require(tellings == wanted, "I3", workflowId, "it has decided to tell the collector " + tellings + " times");
        require(children == wanted, "I3", workflowId, "it was told of " + children + " ends of children");
    }

    /** Whoever asks again when nobody answers may signal twice; what was answered is there, and a completion only once. */
    void checkPromises(Set<String> promised) {
        Set<String> there = new HashSet<>(said);
        promised.forEach(mark -> require(there.contains(mark), "I1", mark, "it was acknowledged and is nowhere"));
    }

    private void require(boolean condition, String rule, Object where, String what) {
        violations.require(condition, rule, where, what);
    }
}
