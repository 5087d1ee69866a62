package dev.stepwell.engine.maprun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.record.MapRunChange.Batch;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A map run as bytes, so that its records need not be folded from the first. Disposable, as snapshots of executions are. */
public final class MapRunSnapshot {
    /** The format this code writes and the only one it reads. */
    public static final int FORMAT = 2;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MapRunSnapshot() {}

    /** The bytes of a run that has started and not ended. */
    public static byte[] write(MapRun run) {
        ObjectNode root = JSON.objectNode().put("format", FORMAT).put("seq", run.seq);
        root.put("startedAt", run.startedAt.toString());
        if (run.pausedAt != null) {
            root.put("pausedAt", run.pausedAt.toString());
        }
        root.put("order", run.order().toPayload().text());
        root.put("cursor", run.cursor).put("allRead", run.allRead).put("read", run.read);
        ArrayNode open = root.putArray("open");
        run.open.forEach(item -> open.add(item.text()));
        root.put("prepared", run.prepared).put("started", run.started);
        ArrayNode children = root.putArray("children");
        run.children.forEach((number, batch) -> children.addArray()
                .add(number)
                .add(batch.items())
                .add(batch.input().text()));
        ArrayNode outputs = root.putArray("outputs");
        run.outputs.forEach((number, output) -> outputs.addArray().add(number).add(output.text()));
        root.put("outputBytes", run.outputBytes).put("full", run.full);
        root.set("items", tally(run.items));
        root.set("executions", tally(run.executions));
        root.put("maxConcurrency", run.maxConcurrency).put("toleratedCount", run.toleratedCount);
        root.put("toleratedPercentage", run.toleratedPercentage);
        return Json.write(root).getBytes(StandardCharsets.UTF_8);
    }

    /** The run again; empty when the bytes are of another format. */
    public static Optional<MapRun> read(State.MapState map, StartFacts facts, byte[] bytes) {
        JsonNode root = Json.parse(new String(bytes, StandardCharsets.UTF_8));
        if (root.path("format").asInt() != FORMAT) {
            return Optional.empty();
        }
        MapRun run = new MapRun(map);
        run.facts = facts;
        run.seq = root.get("seq").asLong();
        run.startedAt = Instant.parse(root.get("startedAt").asText());
        run.pausedAt = root.has("pausedAt") ? Instant.parse(root.get("pausedAt").asText()) : null;
        run.order = MapOrder.of(Payload.of(root.get("order").asText()));
        run.cursor = root.get("cursor").asText();
        run.allRead = root.get("allRead").asBoolean();
        run.read = root.get("read").asLong();
        List<Payload> open = new ArrayList<>();
        root.get("open").forEach(item -> open.add(Payload.of(item.asText())));
        run.open = List.copyOf(open);
        readChildren(run, root);
        tally(run.items, root.get("items"));
        tally(run.executions, root.get("executions"));
        run.maxConcurrency = root.get("maxConcurrency").asInt();
        run.toleratedCount = root.get("toleratedCount").asLong();
        run.toleratedPercentage = root.get("toleratedPercentage").asDouble();
        return Optional.of(run);
    }

    private static void readChildren(MapRun run, JsonNode root) {
        run.prepared = root.get("prepared").asInt();
        run.started = root.get("started").asInt();
        root.get("children")
                .forEach(child -> run.children.put(
                        child.get(0).asInt(),
                        new Batch(
                                Payload.of(child.get(2).asText()), child.get(1).asInt())));
        root.get("outputs")
                .forEach(output -> run.outputs.put(
                        output.get(0).asInt(), Payload.of(output.get(1).asText())));
        run.outputBytes = root.get("outputBytes").asLong();
        run.full = root.get("full").asBoolean();
    }

    private static ArrayNode tally(MapRun.Tally tally) {
        ArrayNode node = JSON.arrayNode().add(tally.pending).add(tally.running);
        for (long ended : tally.ended) {
            node.add(ended);
        }
        return node;
    }

    private static void tally(MapRun.Tally tally, JsonNode node) {
        tally.pending = node.get(0).asLong();
        tally.running = node.get(1).asLong();
        for (int i = 0; i < tally.ended.length; i++) {
            tally.ended[i] = node.get(i + 2).asLong();
        }
    }
}
