package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a frame stands, in a snapshot. */
final class StepImage {
    private StepImage() {}

    static ObjectNode write(Step step, PayloadTable payloads) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (step) {
            case Step.Enter s -> node.put("is", "enter");
            case Step.Body s -> node.put("is", "body");
            case Step.Ended s -> node.put("is", "ended");
            case Step.Waiting s ->
                node.put("is", "waiting").put("until", s.until().toString());
            case Step.Retrying s ->
                node.put("is", "retrying").put("until", s.until().toString());
            case Step.Branching s ->
                node.put("is", "branching").put("branches", s.branches()).put("ended", s.ended());
            case Step.Done s -> node.put("is", "done").put("result", payloads.add(s.result()));
            case Step.Failed s ->
                failure(node.put("is", "failed").put("fanOutOpen", s.fanOutOpen()), s.error(), s.cause());
            case Step.Failing s -> failure(node.put("is", "failing").put("child", s.child()), s.error(), s.cause());
            case Step.Iterating s -> iterating(node, s, payloads);
            case Step.Distributing s -> {
                node.put("is", "distributing").put("maxConcurrency", s.maxConcurrency());
                s.items().ifPresent(items -> node.put("items", payloads.add(items)));
            }
            case Step.Mapping s -> mapping(node, s, payloads);
            case Step.Mapped s ->
                node.put("is", "mapped").put("output", payloads.add(s.output())).put("after", s.after());
            case Step.Working s -> working(node, s, payloads);
        }
        return node;
    }

    static Step read(JsonNode node, PayloadTable payloads) {
        String kind = node.get("is").asText();
        return switch (kind) {
            case "enter" -> new Step.Enter();
            case "body" -> new Step.Body();
            case "ended" -> new Step.Ended();
            case "waiting" -> new Step.Waiting(Instant.parse(node.get("until").asText()));
            case "retrying" -> new Step.Retrying(Instant.parse(node.get("until").asText()));
            case "branching" ->
                new Step.Branching(
                        node.get("branches").asInt(), node.get("ended").asInt());
            case "done" -> new Step.Done(payloads.get(node.get("result")));
            case "failed" ->
                new Step.Failed(
                        AslSnapshot.text(node, "error"),
                        AslSnapshot.text(node, "cause"),
                        node.path("fanOutOpen").asBoolean());
            case "failing" ->
                new Step.Failing(
                        node.get("child").asInt(), AslSnapshot.text(node, "error"), AslSnapshot.text(node, "cause"));
            case "iterating" -> iterating(node, payloads);
            case "distributing" ->
                new Step.Distributing(
                        Optional.ofNullable(node.get("items")).map(payloads::get),
                        node.get("maxConcurrency").asInt());
            case "mapping" -> mapping(node, payloads);
            case "mapped" ->
                new Step.Mapped(
                        payloads.get(node.get("output")), node.get("after").asLong());
            case "working" -> working(node, payloads);
            default -> throw new IllegalArgumentException("no step is called " + kind);
        };
    }

    private static void failure(ObjectNode node, Optional<String> error, Optional<String> cause) {
        error.ifPresent(e -> node.put("error", e));
        cause.ifPresent(c -> node.put("cause", c));
    }

    private static void iterating(ObjectNode node, Step.Iterating step, PayloadTable payloads) {
        node.put("is", "iterating").put("maxConcurrency", step.maxConcurrency);
        node.put("next", step.next).put("running", step.running);
        node.put("succeeded", step.succeeded).put("join", step.join);
        ArrayNode items = node.putArray("items");
        step.items.forEach(item -> items.add(payloads.add(item)));
        ArrayNode outputs = node.putArray("outputs");
        step.outputs.forEach(output -> outputs.add(output == null ? -1 : payloads.add(output)));
    }

    private static Step iterating(JsonNode node, PayloadTable payloads) {
        List<Payload> items = new ArrayList<>();
        node.get("items").forEach(item -> items.add(payloads.get(item)));
        Step.Iterating step =
                new Step.Iterating(items, node.get("maxConcurrency").asInt());
        step.next = node.get("next").asInt();
        step.running = node.get("running").asInt();
        step.succeeded = node.get("succeeded").asInt();
        step.join = node.get("join").asLong();
        for (int i = 0; i < items.size(); i++) {
            JsonNode output = node.get("outputs").get(i);
            if (output.asInt() >= 0) {
                step.outputs.set(i, payloads.get(output));
            }
        }
        return step;
    }

    private static void mapping(ObjectNode node, Step.Mapping step, PayloadTable payloads) {
        node.put("is", "mapping").put("event", step.task().scheduledEventId());
        node.put("generation", step.task().generation()).put("mapRunArn", step.mapRunArn());
        node.put("order", payloads.add(step.order())).put("began", step.began().toString());
    }

    private static Step mapping(JsonNode node, PayloadTable payloads) {
        return new Step.Mapping(
                new TaskRef(node.get("event").asLong(), node.get("generation").asInt()),
                node.get("mapRunArn").asText(),
                payloads.get(node.get("order")),
                Instant.parse(node.get("began").asText()));
    }

    private static void working(ObjectNode node, Step.Working step, PayloadTable payloads) {
        node.put("is", "working").put("event", step.task().scheduledEventId());
        node.put("generation", step.task().generation());
        node.put("kind", step.family().kind().name());
        node.put("resourceType", step.family().resourceType());
        node.put("resource", step.family().resource());
        node.put("arguments", payloads.add(step.arguments()));
        step.roleArn().ifPresent(role -> node.put("roleArn", role));
        step.started().ifPresent(started -> node.put("started", started.toString()));
        step.lastBeat().ifPresent(beat -> node.put("lastBeat", beat.toString()));
        node.put("timeoutSeconds", step.timeoutSeconds()).put("heartbeatSeconds", step.heartbeatSeconds());
        node.put("submitted", step.submitted()).put("poll", step.poll());
        step.early().ifPresent(early -> {
            ObjectNode end = node.putObject("early").put("frame", early.frame());
            early.output().ifPresent(output -> end.put("output", payloads.add(output)));
            failure(end, early.error(), early.cause());
        });
    }

    private static TaskChange.EndedEarly early(JsonNode node, PayloadTable payloads) {
        return new TaskChange.EndedEarly(
                node.get("frame").asInt(),
                Optional.ofNullable(node.get("output")).map(payloads::get),
                AslSnapshot.text(node, "error"),
                AslSnapshot.text(node, "cause"));
    }

    private static Step working(JsonNode node, PayloadTable payloads) {
        return new Step.Working(
                new TaskRef(node.get("event").asLong(), node.get("generation").asInt()),
                new TaskFamily(
                        TaskFamily.Kind.valueOf(node.get("kind").asText()),
                        node.get("resourceType").asText(),
                        node.get("resource").asText()),
                payloads.get(node.get("arguments")),
                AslSnapshot.text(node, "roleArn"),
                AslSnapshot.text(node, "started").map(Instant::parse),
                node.get("timeoutSeconds").asLong(),
                node.get("heartbeatSeconds").asLong(),
                AslSnapshot.text(node, "lastBeat").map(Instant::parse),
                node.get("submitted").asBoolean(),
                Optional.ofNullable(node.get("early")).map(end -> early(end, payloads)),
                node.path("poll").asLong());
    }
}
