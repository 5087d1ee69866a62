package dev.stepwell.simulation.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The shape of a history (I2, I3, law 10), read from nothing but the events that a server shows. */
public final class HistoryAudit {
    private static final Map<String, String> TERMINAL = Map.of(
            "ExecutionSucceeded", "SUCCEEDED",
            "ExecutionFailed", "FAILED",
            "ExecutionTimedOut", "TIMED_OUT",
            "ExecutionAborted", "ABORTED");
    private static final Set<String> TASK_ENDS = Set.of(
            "ActivitySucceeded",
            "ActivityFailed",
            "ActivityTimedOut",
            "LambdaFunctionSucceeded",
            "LambdaFunctionFailed",
            "LambdaFunctionTimedOut",
            "TaskSucceeded",
            "TaskFailed",
            "TaskTimedOut");
    private static final Set<String> TASK_STARTS = Set.of("ActivityStarted", "LambdaFunctionStarted", "TaskStarted");
    private static final String EVALUATION_FAILED = "EvaluationFailed";
    private static final String REDRIVEN = "ExecutionRedriven";

    private final Violations violations;

    /** An auditor that notes here what it finds. */
    public HistoryAudit(Violations violations) {
        this.violations = violations;
    }

    /** Looks at one execution. */
    public void check(SeenExecution execution) {
        List<SeenEvent> events = execution.events();
        if (events.isEmpty()) {
            violations.add("I2", execution.arn(), "it has no events");
            return;
        }
        SeenEvent first = events.get(0);
        violations.require(
                first.type().equals("ExecutionStarted") && first.previousId() == 0,
                "I2",
                execution.arn(),
                "it begins with " + first);
        Map<Long, SeenEvent> byId = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            SeenEvent event = events.get(i);
            checkPlace(execution, event, i + 1, byId);
            checkTime(execution, events, i);
            byId.put(event.id(), event);
        }
        checkEnds(execution);
        checkTasks(execution, byId);
    }

    private void checkPlace(SeenExecution execution, SeenEvent event, int place, Map<Long, SeenEvent> before) {
        violations.require(event.id() == place, "I2", execution.arn(), "event " + event.id() + " stands at " + place);
        boolean follows = before.containsKey(event.previousId());
        // AWS lets the first state, an evaluation that failed and the end of all follow nothing.
        boolean mayFollowNothing = place <= 2
                || TERMINAL.containsKey(event.type())
                || event.type().equals(EVALUATION_FAILED)
                || event.type().equals(REDRIVEN);
        violations.require(
                follows || (event.previousId() == 0 && mayFollowNothing),
                "I2",
                execution.arn(),
                event.type() + " " + event.id() + " follows " + event.previousId());
        violations.require(
                place == 1 || !event.type().equals("ExecutionStarted"),
                "I2",
                execution.arn(),
                "it starts again at " + place);
    }

    private void checkTime(SeenExecution execution, List<SeenEvent> events, int i) {
        boolean goesBack =
                i > 0 && events.get(i).at().isBefore(events.get(i - 1).at());
        violations.require(
                !goesBack,
                "I2",
                execution.arn(),
                "time goes back at event " + events.get(i).id());
    }

    /** One terminal event per generation, nothing between it and a redrive, and the status to match (law 10). */
    private void checkEnds(SeenExecution execution) {
        List<SeenEvent> events = execution.events();
        for (int i = 0; i + 1 < events.size(); i++) {
            boolean ended = TERMINAL.containsKey(events.get(i).type());
            violations.require(
                    !ended || events.get(i + 1).type().equals(REDRIVEN),
                    "law 10",
                    execution.arn(),
                    events.get(i + 1).type() + " after " + events.get(i).type());
        }
        String last = events.get(events.size() - 1).type();
        String status = TERMINAL.getOrDefault(last, "RUNNING");
        violations.require(
                execution.status().equals(status),
                "I2",
                execution.arn(),
                "it is " + execution.status() + " but its history ends with " + last);
    }

    /** A task that was scheduled is started at most once and ends at most once (I3). */
    private void checkTasks(SeenExecution execution, Map<Long, SeenEvent> byId) {
        Map<Long, String> started = new HashMap<>();
        Map<Long, String> ended = new HashMap<>();
        for (SeenEvent event : execution.events()) {
            boolean starts = TASK_STARTS.contains(event.type());
            boolean ends = TASK_ENDS.contains(event.type());
            if (!starts && !ends) {
                continue;
            }
            Optional<SeenEvent> scheduled = scheduledBy(event, byId);
            if (scheduled.isEmpty()) {
                violations.add("I3", execution.arn(), event.type() + " " + event.id() + " of no task");
                continue;
            }
            String before = (starts ? started : ended).put(scheduled.get().id(), event.type());
            violations.require(
                    before == null,
                    "I3",
                    execution.arn(),
                    "the task of event " + scheduled.get().id() + ": " + event.type() + " after " + before);
        }
    }

    private static Optional<SeenEvent> scheduledBy(SeenEvent event, Map<Long, SeenEvent> byId) {
        SeenEvent at = event;
        while (at != null && !at.type().endsWith("Scheduled")) {
            boolean ofTask =
                    at == event || TASK_STARTS.contains(at.type()) || at.type().equals("TaskSubmitted");
            at = ofTask ? byId.get(at.previousId()) : null;
        }
        return Optional.ofNullable(at);
    }
}
