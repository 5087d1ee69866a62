package dev.stepwell.engine.swf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.engine.decision.ActivityOptions;
import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.decision.WorkflowOptions;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.Timeout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decisions as cases write them: {@code {"StartTimer": "name", ...}}. A type that is not said to be otherwise is registered with all defaults. */
final class DecisionReader {
    private static final Optional<Timeout> NEVER = Optional.of(Timeout.NONE);
    static final ActivityOptions ACTIVITY =
            new ActivityOptions(Optional.of("workers"), Optional.empty(), NEVER, NEVER, NEVER, NEVER);
    static final WorkflowOptions WORKFLOW = new WorkflowOptions(
            Optional.of("deciders"),
            Optional.empty(),
            Optional.of(Timeout.of(600)),
            Optional.of(Timeout.of(60)),
            Optional.of(ChildPolicy.ABANDON),
            Optional.empty());

    private DecisionReader() {}

    static Sent read(JsonNode node) {
        String kind = node.fieldNames().next();
        Admission admission = Admission.valueOf(node.path("admission").asText("ADMITTED"));
        return new Sent(decision(kind, node.get(kind).asText(), node), admission);
    }

    private static Decision decision(String kind, String name, JsonNode node) {
        return switch (kind) {
            case "ScheduleActivityTask" ->
                new Decision.ScheduleActivityTask(
                        new SwfType("work", "1"),
                        name,
                        payload(node, "control"),
                        payload(node, "input"),
                        activity(node.path("options")),
                        registered(node, ACTIVITY, activity(node.path("registered"))));
            case "RequestCancelActivityTask" -> new Decision.RequestCancelActivityTask(name);
            case "CompleteWorkflowExecution" -> new Decision.CompleteWorkflowExecution(Optional.of(Payload.of(name)));
            case "FailWorkflowExecution" ->
                new Decision.FailWorkflowExecution(Optional.of(name), payload(node, "details"));
            case "CancelWorkflowExecution" -> new Decision.CancelWorkflowExecution(Optional.of(Payload.of(name)));
            case "ContinueAsNewWorkflowExecution" ->
                new Decision.ContinueAsNewWorkflowExecution(
                        text(node, "version"),
                        Optional.of(Payload.of(name)),
                        workflow(node.path("options")),
                        tags(node),
                        registered(node, WORKFLOW, workflow(node.path("registered"))));
            case "RecordMarker" -> new Decision.RecordMarker(name, payload(node, "details"));
            case "StartTimer" ->
                new Decision.StartTimer(
                        name, payload(node, "control"), node.path("seconds").asLong());
            case "CancelTimer" -> new Decision.CancelTimer(name);
            case "SignalExternalWorkflowExecution" ->
                new Decision.SignalExternalWorkflowExecution(
                        name, text(node, "runId"), "hello", payload(node, "input"), payload(node, "control"));
            case "RequestCancelExternalWorkflowExecution" ->
                new Decision.RequestCancelExternalWorkflowExecution(
                        name, text(node, "runId"), payload(node, "control"));
            case "StartChildWorkflowExecution" ->
                new Decision.StartChildWorkflowExecution(
                        new SwfType("part", "2"),
                        name,
                        payload(node, "control"),
                        payload(node, "input"),
                        workflow(node.path("options")),
                        tags(node),
                        registered(node, WORKFLOW, workflow(node.path("registered"))));
            case "ScheduleLambdaFunction" ->
                new Decision.ScheduleLambdaFunction(
                        name, "f", payload(node, "control"), payload(node, "input"), time(node, "startToClose"));
            default -> throw new IllegalArgumentException("no such decision: " + kind);
        };
    }

    private static <D> Registered<D> registered(JsonNode node, D all, D given) {
        return switch (node.path("registered").asText("as given")) {
            case "no" -> new Registered.Unknown<>();
            case "deprecated" -> new Registered.Deprecated<>();
            default -> new Registered.Active<>(node.has("registered") ? given : all);
        };
    }

    private static ActivityOptions activity(JsonNode node) {
        return new ActivityOptions(
                text(node, "taskList"),
                text(node, "taskPriority"),
                time(node, "scheduleToStart"),
                time(node, "scheduleToClose"),
                time(node, "startToClose"),
                time(node, "heartbeat"));
    }

    private static WorkflowOptions workflow(JsonNode node) {
        return new WorkflowOptions(
                text(node, "taskList"),
                text(node, "taskPriority"),
                time(node, "executionStartToClose"),
                time(node, "taskStartToClose"),
                text(node, "childPolicy").map(ChildPolicy::valueOf),
                text(node, "lambdaRole"));
    }

    private static List<String> tags(JsonNode node) {
        List<String> tags = new ArrayList<>();
        node.path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    private static Optional<Timeout> time(JsonNode node, String member) {
        return text(node, member).map(Timeout::parse);
    }

    private static Optional<Payload> payload(JsonNode node, String member) {
        return text(node, member).map(Payload::of);
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member)).map(JsonNode::asText);
    }
}
