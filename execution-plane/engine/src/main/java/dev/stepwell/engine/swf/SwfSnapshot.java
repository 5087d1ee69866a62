package dev.stepwell.engine.swf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.SwfInput.ListOverride;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An open run as bytes, so that a long history need not be folded from its beginning. Disposable: bytes of another format are ignored and the
 * records folded instead, so this code may change freely as long as {@link #FORMAT} changes with it.
 */
public final class SwfSnapshot {
    /** The format this code writes and the only one it reads. */
    public static final int FORMAT = 3;

    private SwfSnapshot() {}

    /** The bytes of a run that has started and not ended. */
    public static byte[] write(SwfRun run) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT).put("seq", run.seq).put("lastEvent", run.lastEvent);
        root.put("startedAt", run.startedAt.toString());
        DecisionTask decision = run.decisionTask;
        if (decision != null) {
            root.set("decisionTask", OpenImages.write(decision));
        }
        root.put("unseen", run.unseen).put("taskList", run.taskList);
        run.override.ifPresent(override -> {
            ObjectNode node = root.putObject("override").put("list", override.taskList());
            override.scheduleToStart().ifPresent(timeout -> node.put("scheduleToStart", timeout.text()));
        });
        root.put("previousStarted", run.previousStartedEventId).put("cancelRequested", run.cancelRequested);
        run.context.ifPresent(context -> root.put("context", context.text()));
        run.latestActivityTask.ifPresent(at -> root.put("latestActivityTask", at.toString()));
        put(root, "activities", run.activities.values(), OpenImages::write);
        put(root, "timers", run.timers.values(), OpenImages::write);
        put(root, "children", run.children.values(), OpenImages::write);
        put(root, "externals", run.externals.values(), OpenImages::write);
        put(root, "lambdas", run.lambdas.values(), OpenImages::write);
        root.set("heard", run.heard.write());
        return Json.write(root).getBytes(StandardCharsets.UTF_8);
    }

    private static <T> void put(ObjectNode root, String member, Collection<T> things, Function<T, ObjectNode> write) {
        ArrayNode array = root.putArray(member);
        things.forEach(thing -> array.add(write.apply(thing)));
    }

    /** The run again; empty when the bytes are of another format. */
    public static Optional<SwfRun> read(StartFacts facts, byte[] bytes) {
        JsonNode root = Json.parse(new String(bytes, StandardCharsets.UTF_8));
        if (root.path("format").asInt() != FORMAT) {
            return Optional.empty();
        }
        SwfRun run = new SwfRun();
        run.facts = facts;
        run.seq = root.get("seq").asLong();
        run.lastEvent = root.get("lastEvent").asLong();
        run.startedAt = Instant.parse(root.get("startedAt").asText());
        if (root.has("decisionTask")) {
            run.decisionTask = OpenImages.decisionTask(root.get("decisionTask"));
        }
        run.unseen = root.get("unseen").asBoolean();
        run.taskList = root.get("taskList").asText();
        run.override = Optional.ofNullable(root.get("override"))
                .map(node -> new ListOverride(node.get("list").asText(), WordImages.timeout(node, "scheduleToStart")));
        run.previousStartedEventId = root.get("previousStarted").asLong();
        run.cancelRequested = root.get("cancelRequested").asBoolean();
        run.context = WordImages.text(root, "context").map(Payload::of);
        run.latestActivityTask = WordImages.text(root, "latestActivityTask").map(Instant::parse);
        each(root, "activities", node -> put(run, OpenImages.activity(node)));
        each(root, "timers", node -> put(run, OpenImages.timer(node)));
        each(root, "children", node -> put(run, OpenImages.child(node)));
        each(root, "externals", node -> put(run, OpenImages.external(node)));
        each(root, "lambdas", node -> put(run, OpenImages.lambda(node)));
        run.heard.read(root.get("heard"));
        return Optional.of(run);
    }

    private static void each(JsonNode root, String member, Consumer<JsonNode> read) {
        root.get(member).forEach(read);
    }

    private static void put(SwfRun run, ActivityTask task) {
        run.activities.put(task.eventId(), task);
    }

    private static void put(SwfRun run, Timer timer) {
        run.timers.put(timer.eventId(), timer);
    }

    private static void put(SwfRun run, Child child) {
        run.children.put(child.eventId(), child);
    }

    private static void put(SwfRun run, External external) {
        run.externals.put(external.eventId(), external);
    }

    private static void put(SwfRun run, LambdaTask task) {
        run.lambdas.put(task.eventId(), task);
    }
}
