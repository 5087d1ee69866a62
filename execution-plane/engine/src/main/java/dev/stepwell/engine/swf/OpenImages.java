package dev.stepwell.engine.swf;

import static dev.stepwell.engine.swf.WordImages.payload;
import static dev.stepwell.engine.swf.WordImages.put;
import static dev.stepwell.engine.swf.WordImages.text;
import static dev.stepwell.engine.swf.WordImages.timeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.engine.record.SwfExternalChange.CancelInitiated;
import dev.stepwell.engine.record.SwfExternalChange.SignalInitiated;
import dev.stepwell.engine.record.SwfExternalChange.Target;
import dev.stepwell.engine.record.SwfLambdaChange;
import dev.stepwell.engine.workflow.Timeout;
import java.time.Instant;

/** What is open in a run, in snapshots. */
final class OpenImages {
    private OpenImages() {}

    static ObjectNode write(DecisionTask task) {
        DecisionTaskChange.Scheduled scheduled = task.scheduled();
        ObjectNode node = begun(task.eventId(), task.phase()).put("list", scheduled.taskList());
        scheduled.taskPriority().ifPresent(priority -> node.put("priority", priority));
        node.put("startToClose", scheduled.startToClose().text());
        scheduled.scheduleToStart().ifPresent(timeout -> node.put("scheduleToStart", timeout.text()));
        node.put("scheduledAt", task.scheduledAt().toString()).put("poll", task.poll());
        return node.put("started", task.startedEventId())
                .put("startedAt", task.startedAt().toString());
    }

    static DecisionTask decisionTask(JsonNode node) {
        return new DecisionTask(
                new DecisionTaskChange.Scheduled(
                        node.get("list").asText(),
                        text(node, "priority"),
                        time(node, "startToClose"),
                        timeout(node, "scheduleToStart")),
                id(node),
                at(node, "scheduledAt"),
                DecisionTask.Phase.valueOf(phase(node)),
                node.get("started").asLong(),
                at(node, "startedAt"),
                node.get("poll").asLong());
    }

    static ObjectNode write(ActivityTask task) {
        SwfActivityChange.Scheduled scheduled = task.scheduled();
        SwfActivityChange.Terms terms = scheduled.terms();
        ObjectNode node = begun(task.eventId(), task.phase()).put("activityId", scheduled.activityId());
        node.set("type", WordImages.write(scheduled.type()));
        put(node, "control", scheduled.control());
        put(node, "input", scheduled.input());
        node.put("list", terms.taskList());
        terms.taskPriority().ifPresent(priority -> node.put("priority", priority));
        node.put("scheduleToStart", terms.scheduleToStart().text());
        node.put("scheduleToClose", terms.scheduleToClose().text());
        node.put("startToClose", terms.startToClose().text());
        node.put("heartbeat", terms.heartbeat().text());
        node.put("completed", scheduled.completedEventId());
        node.put("scheduledAt", task.scheduledAt().toString()).put("poll", task.poll());
        node.put("started", task.startedEventId())
                .put("startedAt", task.startedAt().toString());
        return node.put("lastBeat", task.lastBeat().toString()).put("requested", task.requestedEventId());
    }

    static ActivityTask activity(JsonNode node) {
        SwfActivityChange.Terms terms = new SwfActivityChange.Terms(
                node.get("list").asText(),
                text(node, "priority"),
                time(node, "scheduleToStart"),
                time(node, "scheduleToClose"),
                time(node, "startToClose"),
                time(node, "heartbeat"));
        return new ActivityTask(
                new SwfActivityChange.Scheduled(
                        WordImages.type(node.get("type")),
                        node.get("activityId").asText(),
                        payload(node, "control"),
                        payload(node, "input"),
                        terms,
                        node.get("completed").asLong()),
                id(node),
                at(node, "scheduledAt"),
                ActivityTask.Phase.valueOf(phase(node)),
                node.get("started").asLong(),
                at(node, "startedAt"),
                node.get("poll").asLong(),
                at(node, "lastBeat"),
                node.get("requested").asLong());
    }

    static ObjectNode write(Timer timer) {
        return begun(timer.eventId(), Timer.Phase.RUNNING)
                .put("timerId", timer.timerId())
                .put("due", timer.due().toString());
    }

    static Timer timer(JsonNode node) {
        return new Timer(node.get("timerId").asText(), id(node), at(node, "due"));
    }

    static ObjectNode write(Child child) {
        SwfChildChange.Initiated initiated = child.initiated();
        ObjectNode node = begun(child.eventId(), child.phase()).put("workflowId", initiated.workflowId());
        node.set("settings", WordImages.write(initiated.settings()));
        put(node, "control", initiated.control());
        put(node, "input", initiated.input());
        node.put("completed", initiated.completedEventId());
        return node.put("at", child.initiatedAt().toString()).put("started", child.startedEventId());
    }

    static Child child(JsonNode node) {
        return new Child(
                new SwfChildChange.Initiated(
                        node.get("workflowId").asText(),
                        WordImages.settings(node.get("settings")),
                        payload(node, "control"),
                        payload(node, "input"),
                        node.get("completed").asLong()),
                id(node),
                at(node, "at"),
                Child.Phase.valueOf(phase(node)),
                node.get("started").asLong());
    }

    static ObjectNode write(External external) {
        ObjectNode node = begun(external.eventId(), external.phase());
        external.chosen().ifPresent(runId -> node.put("chosen", runId));
        if (external.initiated() instanceof SignalInitiated c) {
            put(node.put("signal", c.signalName()), "input", c.input());
            put(node, "control", c.control());
            return write(node, c.target()).put("completed", c.completedEventId());
        }
        if (external.initiated() instanceof CancelInitiated c) {
            put(node, "control", c.control());
            return write(node, c.target()).put("completed", c.completedEventId());
        }
        throw new IllegalStateException("not on its way: " + external);
    }

    private static ObjectNode write(ObjectNode node, Target target) {
        target.runId().ifPresent(runId -> node.put("runId", runId));
        return node.put("workflowId", target.workflowId());
    }

    static External external(JsonNode node) {
        Target target = new Target(node.get("workflowId").asText(), text(node, "runId"));
        External.Phase phase = External.Phase.valueOf(phase(node));
        long completed = node.get("completed").asLong();
        SwfExternalChange initiated = switch (phase) {
            case SIGNALING ->
                new SignalInitiated(
                        target,
                        node.get("signal").asText(),
                        payload(node, "input"),
                        payload(node, "control"),
                        completed);
            case CANCELING -> new CancelInitiated(target, payload(node, "control"), completed);
            case ABSENT -> throw new IllegalStateException("nothing is kept of what is over");
        };
        return new External(initiated, id(node), phase, text(node, "chosen"));
    }

    static ObjectNode write(LambdaTask task) {
        SwfLambdaChange.Scheduled scheduled = task.scheduled();
        ObjectNode node =
                begun(task.eventId(), task.phase()).put("id", scheduled.id()).put("name", scheduled.name());
        put(node, "control", scheduled.control());
        put(node, "input", scheduled.input());
        scheduled.startToClose().ifPresent(timeout -> node.put("startToClose", timeout.text()));
        node.put("completed", scheduled.completedEventId());
        return node.put("started", task.startedEventId())
                .put("startedAt", task.startedAt().toString());
    }

    static LambdaTask lambda(JsonNode node) {
        return new LambdaTask(
                new SwfLambdaChange.Scheduled(
                        node.get("id").asText(),
                        node.get("name").asText(),
                        payload(node, "control"),
                        payload(node, "input"),
                        timeout(node, "startToClose"),
                        node.get("completed").asLong()),
                id(node),
                LambdaTask.Phase.valueOf(phase(node)),
                node.get("started").asLong(),
                at(node, "startedAt"));
    }

    private static ObjectNode begun(long eventId, Enum<?> phase) {
        return WordImages.object().put("event", eventId).put("phase", phase.name());
    }

    private static long id(JsonNode node) {
        return node.get("event").asLong();
    }

    private static String phase(JsonNode node) {
        return node.get("phase").asText();
    }

    private static Instant at(JsonNode node, String member) {
        return Instant.parse(node.get(member).asText());
    }

    private static Timeout time(JsonNode node, String member) {
        return Timeout.parse(node.get(member).asText());
    }
}
