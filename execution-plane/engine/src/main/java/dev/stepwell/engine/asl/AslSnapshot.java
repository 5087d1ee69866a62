package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.mock.Mocks;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.engine.turn.Beginning;
import dev.stepwell.engine.turn.MapChild;
import dev.stepwell.engine.turn.Mocked;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.names.ExecutionId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as bytes, so that a long history need not be folded from its beginning. Disposable: bytes of another format are ignored and
 * the records folded instead, so this code may change freely as long as {@link #FORMAT} changes with it.
 */
public final class AslSnapshot {
    /** The format this code writes and the only one it reads. */
    public static final int FORMAT = 6;

    private AslSnapshot() {}

    /** The bytes of a run that has started. */
    public static byte[] write(AslRun run) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        PayloadTable payloads = new PayloadTable();
        root.put("format", FORMAT);
        root.put("seq", run.seq).put("lastEvent", run.lastEvent);
        root.put("nextFrame", run.nextFrame).put("generation", run.generation);
        root.put("status", run.status.name()).put("stoppedAt", run.stoppedAt.toString());
        root.put("startedAt", run.startedAt.toString()).put("input", payloads.add(run.input()));
        root.set("facts", facts(run.facts()));
        for (AslRun.Redrive redrive : run.redrives) {
            ObjectNode node = root.withArray("redrives")
                    .addObject()
                    .put("at", redrive.at().toString());
            redrive.token().ifPresent(token -> node.put("token", token));
        }
        if (!run.rested.isZero()) {
            root.put("rested", run.rested.toString());
        }
        run.paused().ifPresent(pause -> write(pause, root.putObject("pause")));
        run.mockedAttempts.forEach(
                (state, count) -> root.withObject("/mockedAttempts").put(state, count));
        for (Frame frame : run.frames.values()) {
            root.withArray("frames").add(FrameImage.write(frame, payloads));
        }
        root.set("payloads", payloads.toJson());
        return Json.write(root).getBytes(StandardCharsets.UTF_8);
    }

    /** The run of an execution without mocks again; empty when the bytes are of another format. */
    public static Optional<AslRun> read(Definition definition, byte[] bytes) {
        return read(definition, Mocks.NONE, bytes);
    }

    /** The run again; empty when the bytes are of another format. */
    public static Optional<AslRun> read(Definition definition, Mocks mocks, byte[] bytes) {
        JsonNode root = Json.parse(new String(bytes, StandardCharsets.UTF_8));
        if (root.path("format").asInt() != FORMAT) {
            return Optional.empty();
        }
        PayloadTable payloads = PayloadTable.of(root.get("payloads"));
        AslRun run = new AslRun(definition, mocks);
        run.seq = root.get("seq").asLong();
        run.lastEvent = root.get("lastEvent").asLong();
        run.generation = root.get("generation").asInt();
        run.startedAt = Instant.parse(root.get("startedAt").asText());
        run.status = RunStatus.valueOf(root.get("status").asText());
        run.stoppedAt = Instant.parse(root.get("stoppedAt").asText());
        run.input = payloads.get(root.get("input"));
        run.facts = facts(root.get("facts"));
        for (JsonNode redrive : root.path("redrives")) {
            run.redrives.add(new AslRun.Redrive(Instant.parse(redrive.get("at").asText()), text(redrive, "token")));
        }
        run.rested = text(root, "rested").map(Duration::parse).orElse(Duration.ZERO);
        run.pause =
                Optional.ofNullable(root.get("pause")).map(AslSnapshot::pause).orElse(null);
        root.path("mockedAttempts")
                .properties()
                .forEach(count ->
                        run.mockedAttempts.put(count.getKey(), count.getValue().asInt()));
        for (JsonNode image : root.path("frames")) {
            FrameImage.read(run, image, payloads);
        }
        run.nextFrame = root.get("nextFrame").asInt();
        if (run.status.isTerminal()) {
            run.openTasks.clear();
            run.runnable.clear();
        }
        return Optional.of(run);
    }

    private static ObjectNode facts(StartFacts facts) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("executionArn", facts.executionArn()).put("name", facts.name());
        node.put("stateMachineArn", facts.stateMachineArn()).put("stateMachineName", facts.stateMachineName());
        node.put("revisionId", facts.revisionId()).put("roleArn", facts.roleArn());
        facts.versionArn().ifPresent(v -> node.put("versionArn", v));
        facts.aliasArn().ifPresent(v -> node.put("aliasArn", v));
        facts.traceHeader().ifPresent(v -> node.put("traceHeader", v));
        facts.parent()
                .ifPresent(parent -> node.putObject("parent")
                        .put("execution", parent.execution().toString())
                        .put("event", parent.task().scheduledEventId())
                        .put("generation", parent.task().generation()));
        facts.mapChild()
                .ifPresent(child -> node.put("mapRunArn", child.mapRunArn()).put("mapItems", child.items()));
        facts.beginning().ifPresent(beginning -> write(beginning, node.putObject("beginning")));
        if (facts.priority() != 0) {
            node.put("priority", facts.priority());
        }
        facts.mocked()
                .ifPresent(
                        mocked -> node.put("mockProfile", mocked.profile()).put("mockRevision", mocked.revisionId()));
        return node.put("tokenKey", facts.tokenKey());
    }

    private static void write(Beginning beginning, ObjectNode node) {
        node.put("state", beginning.state());
        beginning
                .origin()
                .ifPresent(origin -> node.put("origin", origin.executionArn()).put("event", origin.eventId()));
    }

    private static Beginning beginning(JsonNode node) {
        return new Beginning(
                node.get("state").asText(),
                text(node, "origin")
                        .map(arn -> new Beginning.Origin(arn, node.get("event").asLong())));
    }

    private static void write(AslRun.Pause pause, ObjectNode node) {
        node.put("since", pause.since().toString());
        pause.by().ifPresent(by -> node.put("by", by));
        pause.reason().ifPresent(reason -> node.put("reason", reason));
        if (pause.withMachine()) {
            node.put("withMachine", true);
        }
    }

    private static AslRun.Pause pause(JsonNode node) {
        return new AslRun.Pause(
                Instant.parse(node.get("since").asText()),
                text(node, "by"),
                text(node, "reason"),
                node.path("withMachine").asBoolean());
    }

    private static StartFacts facts(JsonNode node) {
        return StartFacts.of(
                        node.get("executionArn").asText(),
                        node.get("name").asText(),
                        node.get("stateMachineArn").asText(),
                        node.get("stateMachineName").asText(),
                        node.get("revisionId").asText(),
                        node.get("roleArn").asText(),
                        text(node, "versionArn"),
                        text(node, "aliasArn"),
                        text(node, "traceHeader"),
                        node.get("tokenKey").asInt())
                .withParent(Optional.ofNullable(node.get("parent")).map(AslSnapshot::parent))
                .withMapChild(text(node, "mapRunArn")
                        .map(arn -> new MapChild(arn, node.get("mapItems").asInt())))
                .withBeginning(Optional.ofNullable(node.get("beginning")).map(AslSnapshot::beginning))
                .withMocked(text(node, "mockProfile")
                        .map(profile ->
                                new Mocked(profile, node.get("mockRevision").asText())))
                .withPriority(node.path("priority").asInt());
    }

    private static ParentTask parent(JsonNode node) {
        TaskRef task =
                new TaskRef(node.get("event").asLong(), node.get("generation").asInt());
        return new ParentTask(ExecutionId.of(node.get("execution").asText()), task);
    }

    static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member)).map(JsonNode::asText);
    }
}
