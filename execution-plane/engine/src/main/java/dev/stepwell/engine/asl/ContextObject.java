package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.TokenSealer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The context object of a state (developer guide, "Context object"); made only when an expression asks for it. */
final class ContextObject {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final AslRun run;
    private final Frame frame;
    private @Nullable TaskRef task;
    private @Nullable TokenSealer sealer;
    private @Nullable ItemOfMap item;

    /** The item an ItemSelector is evaluated for, before its iteration has a frame. */
    record ItemOfMap(int index, JsonNode value) {}

    ContextObject(AslRun run, Frame frame) {
        this.run = run;
        this.frame = frame;
    }

    /** Few tasks are scheduled with their token: it is sealed when somebody looks. */
    ContextObject withToken(TaskRef ofTask, TokenSealer by) {
        task = ofTask;
        sealer = by;
        return this;
    }

    ContextObject withItem(ItemOfMap ofMap) {
        item = ofMap;
        return this;
    }

    JsonNode toJson() {
        StartFacts facts = run.facts();
        ObjectNode context = JSON.objectNode();
        context.putObject("Execution")
                .put("Id", facts.executionArn())
                .<ObjectNode>set("Input", run.input().json())
                .put("StartTime", text(run.startedAt))
                .put("Name", facts.name())
                .put("RoleArn", facts.roleArn());
        redrives(facts, (ObjectNode) context.get("Execution"));
        context.putObject("StateMachine").put("Id", stateMachineId(facts)).put("Name", facts.stateMachineName());
        ObjectNode state = context.putObject("State");
        state.put("Name", frame.stateName).put("EnteredTime", text(frame.enteredAt));
        if (frame.state() instanceof State.Recovering) {
            state.put("RetryCount", frame.retryCount());
        }
        ItemOfMap mapItem = item != null ? item : enclosingItem();
        if (mapItem != null) {
            ObjectNode node = context.putObject("Map").putObject("Item");
            node.put("Index", mapItem.index()).set("Value", mapItem.value());
        }
        if (task != null && sealer != null) {
            context.putObject("Task").put("Token", sealer.seal(task));
        }
        return context;
    }

    /** Express executions are never redriven, and say nothing of it (recorded from AWS). */
    private void redrives(StartFacts facts, ObjectNode execution) {
        if (facts.isExpress()) {
            return;
        }
        execution.put("RedriveCount", run.generation);
        run.lastRedrive().ifPresent(redrive -> execution.put("RedriveTime", text(redrive.at())));
    }

    private static String stateMachineId(StartFacts facts) {
        return facts.aliasArn().or(facts::versionArn).orElse(facts.stateMachineArn());
    }

    private @Nullable ItemOfMap enclosingItem() {
        for (Frame at = frame; !at.isRoot(); at = run.frame(at.parent)) {
            if (run.frame(at.parent).step instanceof Step.Iterating iterating) {
                return new ItemOfMap(at.index, iterating.items.get(at.index).json());
            }
        }
        return null;
    }

    private static String text(Instant time) {
        return MILLIS.format(time);
    }
}
