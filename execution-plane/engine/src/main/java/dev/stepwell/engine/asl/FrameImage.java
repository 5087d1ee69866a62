package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.model.Flow;
import dev.stepwell.asl.model.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** One frame in a snapshot. Which flow it runs is not written: its parent's state says so. */
final class FrameImage {
    private FrameImage() {}

    static ObjectNode write(Frame frame, PayloadTable payloads) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", frame.id).put("parent", frame.parent).put("index", frame.index);
        node.put("state", frame.stateName).put("data", payloads.add(frame.data)).put("last", frame.last);
        node.put("enteredAfter", frame.enteredAfter);
        node.put("enteredEvent", frame.enteredEvent).put("enteredAt", frame.enteredAt.toString());
        node.put("halted", frame.halted).put("stateAborted", frame.stateAborted);
        node.put("iterationClosed", frame.iterationClosed);
        node.put("runAborted", frame.runAborted);
        if (frame.isMocked()) {
            node.put("mockedAttempt", frame.mockedAttempt);
        }
        for (int count : frame.retries) {
            node.withArray("retries").add(count);
        }
        ObjectNode variables = node.putObject("variables");
        frame.variables.forEach((name, value) -> variables.put(name, payloads.add(value)));
        node.set("step", StepImage.write(frame.step, payloads));
        if (frame.fanOut != null) {
            node.set("fanOut", StepImage.write(frame.fanOut, payloads));
        }
        return node;
    }

    /** Opens the frame in a run that has its parent already. */
    static void read(AslRun run, JsonNode node, PayloadTable payloads) {
        int parent = node.get("parent").asInt();
        int index = node.get("index").asInt();
        Frame frame = run.open(new Frame(
                node.get("id").asInt(),
                parent,
                index,
                flow(run, parent, index),
                payloads.get(node.get("data")),
                node.get("last").asLong()));
        frame.stateName = node.get("state").asText();
        frame.enteredEvent = node.get("enteredEvent").asLong();
        frame.enteredAfter = node.path("enteredAfter").asLong();
        frame.enteredAt = Instant.parse(node.get("enteredAt").asText());
        frame.halted = node.get("halted").asBoolean();
        frame.stateAborted = node.get("stateAborted").asBoolean();
        frame.iterationClosed = node.get("iterationClosed").asBoolean();
        frame.runAborted = node.get("runAborted").asBoolean();
        frame.mockedAttempt = node.path("mockedAttempt").asInt(Frame.REAL);
        List<Integer> retries = new ArrayList<>();
        node.path("retries").forEach(count -> retries.add(count.asInt()));
        frame.retries = retries.stream().mapToInt(Integer::intValue).toArray();
        for (Iterator<Map.Entry<String, JsonNode>> i = node.get("variables").fields(); i.hasNext(); ) {
            Map.Entry<String, JsonNode> variable = i.next();
            frame.variables.put(variable.getKey(), payloads.get(variable.getValue()));
        }
        if (!frame.isRoot()) {
            run.frame(parent).children.add(frame.id);
        }
        run.move(frame, StepImage.read(node.get("step"), payloads));
        if (node.has("fanOut")) {
            frame.fanOut = StepImage.read(node.get("fanOut"), payloads);
        }
    }

    private static Flow flow(AslRun run, int parent, int index) {
        if (parent == Frame.NO_PARENT) {
            return run.definition.flow();
        }
        return switch (run.frame(parent).state()) {
            case State.Parallel parallel -> parallel.branches().get(index);
            case State.MapState map -> map.processor().flow();
            case State.Pass s -> throw noFanOut(s);
            case State.Task s -> throw noFanOut(s);
            case State.Choice s -> throw noFanOut(s);
            case State.Wait s -> throw noFanOut(s);
            case State.Succeed s -> throw noFanOut(s);
            case State.Fail s -> throw noFanOut(s);
        };
    }

    private static IllegalStateException noFanOut(State state) {
        return new IllegalStateException("state " + state.name() + " opens no frames");
    }
}
