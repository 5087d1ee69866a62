package dev.stepwell.engine.swf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.engine.workflow.WorkflowExecution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words of SWF in snapshots. */
final class WordImages {
    private WordImages() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member)).map(JsonNode::asText);
    }

    static void put(ObjectNode node, String member, Optional<Payload> payload) {
        payload.ifPresent(p -> node.put(member, p.text()));
    }

    static Optional<Payload> payload(JsonNode node, String member) {
        return text(node, member).map(Payload::of);
    }

    static Optional<Timeout> timeout(JsonNode node, String member) {
        return text(node, member).map(Timeout::parse);
    }

    static ObjectNode write(SwfType type) {
        return object().put("name", type.name()).put("version", type.version());
    }

    static SwfType type(JsonNode node) {
        return new SwfType(node.get("name").asText(), node.get("version").asText());
    }

    static ObjectNode write(WorkflowExecution execution) {
        return object().put("workflowId", execution.workflowId()).put("runId", execution.runId());
    }

    static WorkflowExecution execution(JsonNode node) {
        return new WorkflowExecution(
                node.get("workflowId").asText(), node.get("runId").asText());
    }

    static ObjectNode write(SwfSettings settings) {
        ObjectNode node = object();
        node.set("type", write(settings.type()));
        node.put("taskList", settings.taskList());
        settings.taskPriority().ifPresent(priority -> node.put("taskPriority", priority));
        node.put("executionStartToClose", settings.executionStartToClose().text());
        node.put("taskStartToClose", settings.taskStartToClose().text());
        node.put("childPolicy", settings.childPolicy().name());
        settings.lambdaRole().ifPresent(role -> node.put("lambdaRole", role));
        settings.tags().forEach(node.putArray("tags")::add);
        return node;
    }

    static SwfSettings settings(JsonNode node) {
        List<String> tags = new ArrayList<>();
        node.get("tags").forEach(tag -> tags.add(tag.asText()));
        return new SwfSettings(
                type(node.get("type")),
                node.get("taskList").asText(),
                text(node, "taskPriority"),
                Timeout.parse(node.get("executionStartToClose").asText()),
                Timeout.parse(node.get("taskStartToClose").asText()),
                ChildPolicy.valueOf(node.get("childPolicy").asText()),
                text(node, "lambdaRole"),
                tags);
    }
}
